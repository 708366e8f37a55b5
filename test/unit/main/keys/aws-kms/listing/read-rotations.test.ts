import { describe, expect, it } from 'vitest'
import { listMaterials } from '../../../../../../src/main/keys/aws-kms/listing/list-materials.ts'
import { readRotations } from '../../../../../../src/main/keys/aws-kms/listing/read-rotations.ts'
import type { RotationListing } from '../../../../../../src/main/keys/aws-kms/listing/key-listing.ts'
import type { KeyMaterial } from '../../../../../../src/shared/model/key-page.ts'
import type { KeyRow } from '../../../../../../src/shared/model/key.ts'
import { arnOf, kmsRow } from '../../../../../support/kms-rows.ts'
import { refusal, scriptedKms, type KmsScript } from '../../../../../support/scripted-kms.ts'

const rotated = (day: number, type: string, state = 'NON_CURRENT') => ({
  KeyMaterialId: `m-${day}`,
  KeyMaterialState: state,
  RotationDate: new Date(Date.UTC(2026, 0, day)),
  RotationType: type,
})
const three = [
  rotated(20, 'ON_DEMAND', 'CURRENT'),
  { KeyMaterialId: 'm-waits', KeyMaterialState: 'PENDING_ROTATION' },
  { KeyMaterialId: 'm-first', KeyMaterialState: 'NON_CURRENT' },
  rotated(10, 'AUTOMATIC'),
]

function room(rows: readonly KeyRow[], script: KmsScript, change: Partial<RotationListing> = {}) {
  const told = new Map<string, KeyRow>()
  const kept = new Map<string, readonly KeyMaterial[]>()
  const session = scriptedKms(script)
  const listing: RotationListing = {
    session,
    rows,
    rowNow: (arn) => rows.find((row) => row.arn === arn) ?? null,
    now: () => new Date(0),
    readAt: new Map(),
    first: new Set(),
    keepMaterials: async (arn, materials) => void kept.set(arn, materials),
    onRows: (some) => some.forEach((row) => told.set(row.keyId, row)),
    onProgress: () => undefined,
    ...change,
  }
  return { listing, told, kept, session }
}

describe('key materials', () => {
  it('are listed over all pages, oldest first, those that wait last', async () => {
    const session = scriptedKms({
      listKeyRotations: ({ Marker }: { Marker?: string }) =>
        Marker === undefined
          ? { Rotations: three.slice(0, 2), NextMarker: '2' }
          : { Rotations: three.slice(2) },
    })
    const materials = await listMaterials(session, arnOf('a'))
    expect(materials.map(({ id }) => id)).toEqual(['m-first', 'm-10', 'm-20', 'm-waits'])
    expect(materials[2]).toEqual({
      id: 'm-20',
      state: 'CURRENT',
      rotatedAt: '2026-01-20T00:00:00.000Z',
      rotationType: 'ON_DEMAND',
      importState: null,
      description: null,
      validTo: null,
    })
  })

  it('come into rows and the cache, as number, rotations by hand and date of the current one', async () => {
    const { listing, told, kept } = room([kmsRow('a')], { listKeyRotations: () => ({ Rotations: three }) })
    expect(await readRotations(listing)).toEqual([])
    expect(told.get('a')?.rotation).toMatchObject({
      materials: 4,
      onDemand: 1,
      lastAt: '2026-01-20T00:00:00.000Z',
    })
    expect(kept.get(arnOf('a'))?.length).toBe(4)
  })

  it('are asked for where a key can have several, never read ones first', async () => {
    const read = kmsRow('read', {
      rotation: {
        ...three,
        automatic: true,
        periodDays: 365,
        nextAt: null,
        lastAt: null,
        materials: 1,
        onDemand: 0,
      },
    })
    const rows = [
      read,
      kmsRow('rsa', { spec: 'RSA_2048' }),
      kmsRow('mac', { spec: 'HMAC_256' }),
      kmsRow('aws', { manager: 'AWS' }),
      kmsRow('store', { customKeyStoreId: 'cks-1' }),
      kmsRow('imported', { origin: 'EXTERNAL' }),
      kmsRow('disabled', { state: 'Disabled' }),
    ]
    const asked: string[] = []
    const { listing } = room(rows, {
      listKeyRotations: ({ KeyId }: { KeyId: string }) => {
        asked.push(KeyId)
        return { Rotations: [] }
      },
    })
    await readRotations(listing)
    expect(asked).toEqual([arnOf('imported'), arnOf('disabled'), arnOf('read')])
  })

  it('change the row as it is by then, and bring no key back', async () => {
    const rows = [kmsRow('a'), kmsRow('b')]
    const disabled = kmsRow('a', { state: 'Disabled' })
    const rowNow = (arn: string) => (arn === disabled.arn ? disabled : null)
    const { listing, told } = room(rows, { listKeyRotations: () => ({ Rotations: three }) }, { rowNow })
    await readRotations(listing)
    expect([...told.keys()]).toEqual(['a'])
    expect(told.get('a')?.state).toBe('Disabled')
  })

  it('that are denied everywhere are asked for five times, and rows say so', async () => {
    const rows = Array.from({ length: 50 }, (_, key) => kmsRow(`key-${key}`))
    const { listing, told, kept, session } = room(rows, {
      listKeyRotations: () => Promise.reject(refusal('KMS_ACCESS_DENIED')),
    })
    expect(await readRotations(listing)).toEqual(['kms:ListKeyRotations'])
    expect(session.calls.length).toBeLessThan(15)
    expect(told.get('key-49')?.denied).toEqual(['kms:ListKeyRotations'])
    expect(kept.size).toBe(0)
  })

  it('are not made up where the status of rotation is not known', async () => {
    const row = kmsRow('a', { rotation: null, denied: ['kms:GetKeyRotationStatus'] })
    const { listing, told, kept } = room([row], { listKeyRotations: () => ({ Rotations: three }) })
    await readRotations(listing)
    expect(told.get('a')?.rotation).toBeNull()
    expect(kept.size).toBe(1)
  })

  it('that were read before a cancellation are kept', async () => {
    const stop = new AbortController()
    const rows = Array.from({ length: 60 }, (_, key) => kmsRow(`key-${key}`))
    let asked = 0
    const { listing, told, kept } = room(
      rows,
      {
        listKeyRotations: () => {
          asked += 1
          if (asked === 30) stop.abort()
          return { Rotations: three }
        },
      },
      { signal: stop.signal },
    )
    await expect(readRotations(listing)).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(kept.size).toBeGreaterThan(20)
    expect(told.size).toBeGreaterThan(20)
  })
})
