import { describe, expect, it } from 'vitest'
import { contract } from '../../../../src/shared/contract.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { CoveragePort } from '../../../../src/main/rotation/coverage-port.ts'
import { createRotation } from '../../../../src/main/rotation/create-rotation.ts'
import { awsKeyRow, material } from '../catalog/key-rows.ts'

const empty = { files: 0, current: 0, older: 0, otherKey: 0, estimated: 0, keys: [] }
const coverage: CoveragePort = {
  summary: async () => empty,
  files: async () => ({ files: [], next: null, total: 0 }),
  paths: async () => [],
}

const unreadable: CoveragePort = {
  ...coverage,
  summary: () => Promise.reject(new VaultError('CATALOG_UNAVAILABLE', 'not now')),
}

function rotationOver(rows: readonly KeyRow[], change: Partial<Parameters<typeof createRotation>[0]> = {}) {
  const written: string[] = []
  const asked: string[] = []
  const handlers = createRotation({
    coverage,
    rows: async () => rows,
    materials: async (arns) =>
      new Map(arns.slice(-1).map((arn) => [arn, [material('m0', { state: 'CURRENT' })]])),
    localMaterials: async (keyIds) => new Map(keyIds.map((keyId) => [keyId, [material('m1')]])),
    policyDays: () => 365,
    place: async (_title, name) => {
      asked.push(name)
      return {
        write: async (bytes) => {
          written.push(new TextDecoder().decode(bytes))
          return `${name} (2)`
        },
      }
    },
    now: () => new Date('2026-11-23T12:00:00.000Z'),
    ...change,
  })
  return { handlers, written, asked }
}

describe('rotation.timelines', () => {
  it('answers for the keys that were asked for and are listed', async () => {
    const rows = [awsKeyRow(1), awsKeyRow(2)]
    const { handlers } = rotationOver(rows)
    const refs = [awsKeyRow(2).ref, awsKeyRow(3).ref]
    const { timelines } = await handlers['rotation.timelines']({ refs })
    expect(timelines.map(({ ref }) => ref)).toEqual([awsKeyRow(2).ref])
  })

  it('shows the materials of a replica to the whole family', async () => {
    const keys = ['eu-central-1', 'us-east-1'].map((region) =>
      awsKeyRow(1, { region, arn: `arn:aws:kms:${region}:111122223333:key/mrk-1`, keyMaterialId: 'm0' }),
    )
    const { handlers } = rotationOver(keys)
    const { timelines } = await handlers['rotation.timelines']({ refs: keys.map(({ ref }) => ref) })
    expect(timelines.map(({ materials }) => materials.map(({ id }) => id))).toEqual([['m0'], ['m0']])
    expect(contract['rotation.timelines'].out.safeParse({ timelines }).success).toBe(true)
  })
})

describe('rotation.export', () => {
  it('writes every key where the person says, and gives the name it has', async () => {
    const { handlers, written, asked } = rotationOver([awsKeyRow(1), awsKeyRow(2)])
    expect(await handlers['rotation.export']({})).toEqual({ savedAs: 'rotation-2026-11-23.csv (2)', keys: 2 })
    expect(asked).toEqual(['rotation-2026-11-23.csv'])
    expect(written[0]?.split('\r\n')).toHaveLength(4)
  })

  it('writes nothing where the dialog was closed', async () => {
    const { handlers, written } = rotationOver([awsKeyRow(1)], { place: async () => null })
    expect(await handlers['rotation.export']({})).toBeNull()
    expect(written).toEqual([])
  })

  it('does without the columns of files where the history cannot be read', async () => {
    const { handlers, written } = rotationOver([awsKeyRow(1)], { coverage: unreadable })
    expect(await handlers['rotation.export']({})).toMatchObject({ keys: 1 })
    expect(written).toHaveLength(1)
  })
})

it('coverage.radar looks at the materials of imported keys alone', async () => {
  const asked: (readonly string[])[] = []
  const imported = awsKeyRow(2, { origin: 'EXTERNAL' })
  const { handlers } = rotationOver([awsKeyRow(1), imported], {
    materials: async (arns) => {
      asked.push(arns)
      return new Map(arns.map((arn) => [arn, [material('m', { validTo: '2027-01-01T00:00:00.000Z' })]]))
    },
  })
  const answer = await handlers['coverage.radar']({})
  expect(answer).toMatchObject({ entries: [{ ref: imported.ref, what: 'expiry' }] })
  expect(contract['coverage.radar'].out.safeParse(answer).success).toBe(true)
  expect(asked).toEqual([[imported.arn]])
})
