import { describe, expect, it } from 'vitest'
import type { CoverageKey } from '../../../../../src/main/catalog/coverage/coverage-key.ts'
import { keyFamilies } from '../../../../../src/main/catalog/coverage/key-families.ts'
import { material } from '../key-rows.ts'

const arnIn = (region: string): string => `arn:aws:kms:${region}:111122223333:key/mrk-1`
const key = (change: Partial<CoverageKey> = {}): CoverageKey => ({
  keyId: arnIn('eu-central-1'),
  current: 'm1',
  readAt: '2026-01-02T00:00:00.000Z',
  hasOneMaterial: false,
  opens: true,
  ...change,
})
const read = (readAt: string, ...ids: string[]) => ({
  arn: arnIn('us-east-1'),
  readAt,
  materials: ids.map((id, index) =>
    material(id, {
      state: index === ids.length - 1 ? 'CURRENT' : 'NON_CURRENT',
      rotatedAt: index === 0 ? null : `2026-01-0${index}T00:00:00Z`,
    }),
  ),
})
const onlyFamily = (...args: Parameters<typeof keyFamilies>) => [...keyFamilies(...args).values()][0]

describe('keys that share key material', () => {
  it('are a multi-Region key and its replicas, of one account', () => {
    const names = ['eu-central-1', 'us-east-1'].map((region) => key({ keyId: arnIn(region) }))
    const others = [
      'arn:aws:kms:us-east-1:444455556666:key/mrk-1',
      'arn:aws:kms:us-east-1:111122223333:key/1',
      'local',
    ]
    const families = keyFamilies([...names, ...others.map((keyId) => key({ keyId }))], [])
    expect([...families.values()].map(({ keys }) => keys.length)).toEqual([2, 1, 1, 1])
  })

  it.each([
    ['the row was read after the rotations', '2026-01-01T00:00:00.000Z', 'm1'],
    ['the rotations were read after the row', '2026-01-03T00:00:00.000Z', 'm2'],
  ])('have the current material of the newest reading: %s', (_what, readAt, current) => {
    expect(onlyFamily([key()], [read(readAt, 'm0', 'm2')])).toMatchObject({ current })
  })

  it('have the current material of the replica that was read last', () => {
    const later = key({ keyId: arnIn('us-east-1'), current: 'm2', readAt: '2026-01-05T00:00:00.000Z' })
    expect(onlyFamily([later, key()], [])).toMatchObject({ current: 'm2', readAt: later.readAt })
  })

  it('take the current material from the rotations where no row names it', () => {
    expect(
      onlyFamily([key({ current: null })], [read('2026-01-01T00:00:00.000Z', 'm0', 'm2')]),
    ).toMatchObject({
      current: 'm2',
    })
  })

  it('have a timeline of the materials that were ever in use', () => {
    const { materials, ...rest } = read('2026-01-01T00:00:00.000Z', 'm0', 'm1')
    const all = [...materials, material('m2', { state: 'PENDING_ROTATION' })]
    expect(onlyFamily([key()], [{ ...rest, materials: all }])?.timeline).toEqual([
      { id: 'm0', from: '' },
      { id: 'm1', from: '2026-01-01T00:00:00.000Z' },
    ])
  })

  it('know nothing of a date that is none', () => {
    const bad = { arn: arnIn('us-east-1'), readAt: '', materials: [material('m0', { rotatedAt: 'soon' })] }
    expect(onlyFamily([key()], [bad])?.timeline).toEqual([])
  })
})
