import { describe, expect, it } from 'vitest'
import { readKey } from '../../../../../../src/main/keys/aws-kms/listing/read-key.ts'
import { keysInFlight, readKeys } from '../../../../../../src/main/keys/aws-kms/listing/read-keys.ts'
import type { KeyListing } from '../../../../../../src/main/keys/aws-kms/listing/key-listing.ts'
import type { KeyRow } from '../../../../../../src/shared/model/key.ts'
import { arnOf, kmsRow } from '../../../../../support/kms-rows.ts'
import { refusal, scriptedKms, type KmsScript } from '../../../../../support/scripted-kms.ts'

const metadata = (id: string) => ({
  KeyId: id,
  Arn: arnOf(id),
  KeyState: 'Enabled',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyManager: 'CUSTOMER',
  Origin: 'AWS_KMS',
  CurrentKeyMaterialId: 'm1',
})
const idOf = ({ KeyId }: { KeyId: string }) => KeyId.split('/')[1] ?? ''

/** An account with these keys, of which a test changes some answers. */
function account(ids: readonly string[], change: KmsScript = {}) {
  return scriptedKms({
    listKeys: () => ({ Keys: ids.map((id) => ({ KeyArn: arnOf(id) })) }),
    listAliases: () => ({ Aliases: ids.map((id) => ({ AliasName: `alias/${id}-name`, TargetKeyId: id })) }),
    describeKey: (input) => ({ KeyMetadata: metadata(idOf(input)) }),
    getKeyRotationStatus: () => ({ KeyRotationEnabled: true, RotationPeriodInDays: 365 }),
    listResourceTags: () => ({ Tags: [{ TagKey: 'team', TagValue: 'post' }] }),
    ...change,
  })
}

function room(change: Partial<KeyListing> = {}) {
  const told: KeyRow[] = []
  const first: (readonly KeyRow[])[] = []
  const gone: string[] = []
  const kept: string[] = []
  const left: (readonly string[])[] = []
  const progress: [number, number | null][] = []
  let clock = 0
  const listing: KeyListing = {
    session: account(['a', 'b']),
    connectionId: 'c',
    region: 'eu-central-1',
    known: [],
    cache: {
      keep: async (_id, rows) => void kept.push(...rows.map(({ keyId }) => keyId)),
      dropOthers: async (_id, _region, arns) => void left.push(arns),
    },
    now: () => new Date((clock += 50)),
    onRows: (rows) => {
      first.push(rows)
      told.push(...rows)
    },
    onGone: (arns) => gone.push(...arns),
    onProgress: (done, total) => progress.push([done, total]),
    ...change,
  }
  const last = () => new Map(told.map((row) => [row.keyId, row]))
  return { listing, first, last, gone, kept, left, progress }
}

describe('a reading of keys', () => {
  it('tells ids at once, then names, then whole rows, and keeps the whole ones', async () => {
    const { listing, first, last, kept, progress } = room()
    const read = await readKeys(listing)
    expect(read).toEqual({ keyCount: 2, denied: [], accounts: ['111122223333'] })
    expect(first[0]?.map(({ keyId, alias, state, canEncrypt }) => [keyId, alias, state, canEncrypt])).toEqual(
      [
        ['a', null, null, false],
        ['b', null, null, false],
      ],
    )
    expect(first[1]?.map(({ alias }) => alias)).toEqual(['a-name', 'b-name'])
    expect(last().get('a')).toMatchObject({
      alias: 'a-name',
      state: 'Enabled',
      canEncrypt: true,
      tags: { team: 'post' },
      rotation: { automatic: true, periodDays: 365, materials: null },
      denied: [],
    })
    expect(kept.toSorted()).toEqual(['a', 'b'])
    expect(progress.at(0)).toEqual([0, null])
    expect(progress.at(-1)).toEqual([2, 2])
  })

  it('leaves rows that are shown as they are until they are read, but for their names', async () => {
    const known = [kmsRow('a', { alias: 'a-name', aliases: ['a-name'], state: 'Disabled' }), kmsRow('b')]
    const { listing, first } = room({ known })
    await readKeys(listing)
    expect(first[0]).toEqual([{ ...known[1], alias: 'b-name', aliases: ['b-name'] }])
  })

  it('reads keys that nothing is known of first, then those read longest ago', async () => {
    const asked: string[] = []
    const session = account(['new-read', 'old-read', 'unknown'], {
      describeKey: (input) => {
        asked.push(idOf(input))
        return { KeyMetadata: metadata(idOf(input)) }
      },
    })
    const known = [
      kmsRow('new-read', { readAt: '2026-11-02T00:00:00.000Z' }),
      kmsRow('old-read', { readAt: '2026-11-01T00:00:00.000Z' }),
    ]
    await readKeys(room({ session, known }).listing)
    expect(asked).toEqual(['unknown', 'old-read', 'new-read'])
  })

  it('tells keys that are gone since, also those that vanish while they are read', async () => {
    const session = account(['a', 'b'], {
      describeKey: (input) => {
        if (idOf(input) === 'b') throw refusal('KMS_KEY_NOT_FOUND')
        return { KeyMetadata: metadata('a') }
      },
    })
    const { listing, gone, left } = room({ session, known: [kmsRow('deleted')] })
    expect((await readKeys(listing)).keyCount).toBe(1)
    expect(gone).toEqual([arnOf('deleted'), arnOf('b')])
    expect(left).toEqual([[arnOf('a'), arnOf('b')], [arnOf('a')]])
  })

  it('keeps what it knows of materials while the current one is the same', async () => {
    const rotation = {
      automatic: true,
      periodDays: 365,
      nextAt: null,
      lastAt: '2026-05-01T00:00:00.000Z',
      materials: 3,
      onDemand: 1,
    }
    const known = [kmsRow('a', { rotation }), kmsRow('b', { rotation, keyMaterialId: 'older' })]
    const { listing, last } = room({ known })
    await readKeys(listing)
    expect(last().get('a')?.rotation).toMatchObject({ materials: 3, onDemand: 1, lastAt: rotation.lastAt })
    expect(last().get('b')?.rotation).toMatchObject({ materials: null, onDemand: null, lastAt: null })
  })

  it('asks a kind of key only for what it can have', async () => {
    const kinds = {
      rsa: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
      mac: { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
      aws: { KeyManager: 'AWS' },
      store: { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1' },
      own: { Origin: 'EXTERNAL' },
    } as const
    const session = account(Object.keys(kinds), {
      describeKey: (input) => {
        const id = idOf(input) as keyof typeof kinds
        return { KeyMetadata: { ...metadata(id), ...kinds[id] } }
      },
    })
    const { listing, last } = room({ session })
    await readKeys(listing)
    const count = (operation: string) => session.calls.filter((each) => each === operation).length
    expect([count('GetKeyRotationStatus'), count('ListResourceTags')]).toEqual([0, 4])
    expect(last().get('rsa')?.rotation).toBeNull()
    expect(last().get('own')?.rotation).toMatchObject({ automatic: false })
  })

  it('notes a denial for one key on that row alone', async () => {
    const session = account(['a', 'b'], {
      listResourceTags: (input) => {
        if (idOf(input) === 'a') throw refusal('KMS_ACCESS_DENIED')
        return { Tags: [] }
      },
    })
    const { listing, last } = room({ session })
    expect((await readKeys(listing)).denied).toEqual([])
    expect(last().get('a')).toMatchObject({ tags: null, denied: ['kms:ListResourceTags'], state: 'Enabled' })
    expect(last().get('b')).toMatchObject({ tags: {}, denied: [] })
  })

  it('notes what is denied for every key once, and asks for it no more', async () => {
    const ids = Array.from({ length: 100 }, (_, key) => `key-${key}`)
    const session = account(ids, {
      listAliases: () => Promise.reject(refusal('KMS_ACCESS_DENIED')),
      describeKey: () => Promise.reject(refusal('KMS_ACCESS_DENIED')),
    })
    const { listing, last } = room({ session })
    const { denied, keyCount } = await readKeys(listing)
    expect(denied).toEqual(['kms:DescribeKey', 'kms:ListAliases'])
    expect([keyCount, last().size]).toEqual([100, 100])
    expect(session.calls.filter((each) => each === 'DescribeKey').length).toBeLessThanOrEqual(
      keysInFlight + 5,
    )
    expect(last().get('key-99')).toMatchObject({ state: null, canEncrypt: true })
    expect(last().get('key-99')?.denied).toContain('kms:DescribeKey')
  })

  it('keeps the names that are known where the service fails for aliases, and calls nothing denied', async () => {
    const session = account(['a', 'b'], { listAliases: () => Promise.reject(refusal('KMS_FAILED')) })
    const known = [kmsRow('a', { alias: 'post', aliases: ['post'], state: 'Enabled' })]
    const { listing, last } = room({ session, known })
    expect((await readKeys(listing)).denied).toEqual([])
    expect(last().get('a')).toMatchObject({ alias: 'post', aliases: ['post'], denied: [] })
    expect(last().get('b')).toMatchObject({ alias: null, denied: [] })
  })

  it('keeps what is known of a key for which alone the service fails', async () => {
    const session = account(['a', 'b'], {
      describeKey: (input) => {
        if (idOf(input) === 'a') throw refusal('KMS_FAILED')
        return { KeyMetadata: metadata(idOf(input)) }
      },
    })
    const known = [kmsRow('a', { state: 'Disabled', readAt: '2026-01-01T00:00:00.000Z' })]
    const { listing, last } = room({ session, known })
    await readKeys(listing)
    expect(last().get('a')).toMatchObject({
      alias: 'a-name',
      state: 'Disabled',
      readAt: '2026-01-01T00:00:00.000Z',
    })
  })

  it('goes on reading the few keys that it may, where it may not read the others', async () => {
    const ids = Array.from({ length: 100 }, (_, key) => `key-${key}`)
    const mine = new Set(['key-50', 'key-98', 'key-99'])
    const session = account(ids, {
      describeKey: (input) => {
        if (!mine.has(idOf(input))) throw refusal('KMS_ACCESS_DENIED')
        return { KeyMetadata: metadata(idOf(input)) }
      },
    })
    const known = ids.map((id) =>
      kmsRow(id, mine.has(id) ? {} : { state: null, denied: ['kms:DescribeKey'] }),
    )
    const { listing, last } = room({ session, known })
    expect((await readKeys(listing)).denied).toEqual(['kms:DescribeKey'])
    expect([...last().values()].filter(({ state }) => state !== null).map(({ keyId }) => keyId)).toEqual([
      ...mine,
    ])
  })

  it('asks for so many keys at once and no more', async () => {
    const ids = Array.from({ length: 300 }, (_, key) => `key-${key}`)
    const session = account(ids)
    await readKeys(room({ session }).listing)
    // Rotation and tags of a key are asked for together.
    expect(session.mostAtOnce()).toBeLessThanOrEqual(2 * keysInFlight)
  })

  it('tells thousands of rows in batches, not one by one', async () => {
    const ids = Array.from({ length: 200 }, (_, key) => `key-${key}`)
    const { listing, first, last } = room({ session: account(ids), now: () => new Date(0) })
    await readKeys(listing)
    expect(first.length).toBeLessThan(8)
    expect([...last().values()].every(({ state }) => state === 'Enabled')).toBe(true)
  })

  it('ends where it is cancelled, and what was read is told and kept', async () => {
    const stop = new AbortController()
    let described = 0
    const ids = Array.from({ length: 100 }, (_, key) => `key-${key}`)
    const session = account(ids, {
      describeKey: (input) => {
        described += 1
        if (described === 60) stop.abort()
        return { KeyMetadata: metadata(idOf(input)) }
      },
    })
    const { listing, last, kept } = room({ session, signal: stop.signal })
    await expect(readKeys(listing)).rejects.toMatchObject({ code: 'CANCELLED' })
    const whole = [...last().values()].filter(({ state }) => state === 'Enabled')
    expect(whole.length).toBeGreaterThan(10)
    expect(kept.length).toBe(whole.length)
  })

  it('fails where ListKeys is denied, and nothing that is shown goes away', async () => {
    const session = account(['a'], { listKeys: () => Promise.reject(refusal('KMS_ACCESS_DENIED')) })
    const { listing, gone, left } = room({ session, known: [kmsRow('a')] })
    await expect(readKeys(listing)).rejects.toMatchObject({ code: 'KMS_ACCESS_DENIED' })
    expect([gone, left]).toEqual([[], []])
  })

  it('a list of pages without end is no list', async () => {
    const session = account(['a'], { listKeys: () => ({ Keys: [], NextMarker: 'again' }) })
    await expect(readKeys(room({ session }).listing)).rejects.toMatchObject({ code: 'KMS_ANSWER_INVALID' })
  })
})

const gone = () => Promise.reject(refusal('KMS_KEY_NOT_FOUND'))
const denied = () => Promise.reject(refusal('KMS_ACCESS_DENIED'))

describe('one key read again', () => {
  const one = { connectionId: 'c', keyArn: arnOf('a'), known: null, now: () => new Date(0) }

  it('has its facts, names, rotation and tags', async () => {
    expect(await readKey(account(['a']), one)).toMatchObject({
      alias: 'a-name',
      state: 'Enabled',
      rotation: { automatic: true },
      tags: { team: 'post' },
      readAt: '1970-01-01T00:00:00.000Z',
    })
  })

  it('is null where it is gone, whichever call says so', async () => {
    expect(await readKey(account(['a'], { describeKey: gone }), one)).toBeNull()
    expect(await readKey(account(['a'], { listAliases: gone }), one)).toBeNull()
  })

  it('has gaps for what is denied', async () => {
    const row = await readKey(account(['a'], { listAliases: denied, getKeyRotationStatus: denied }), one)
    expect(row).toMatchObject({ alias: null, rotation: null, state: 'Enabled' })
    expect(row?.denied).toEqual(['kms:GetKeyRotationStatus', 'kms:ListAliases'])
  })
})
