import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeyListing } from '../../../src/main/keys/aws-kms/listing/key-listing.ts'
import { readKeys } from '../../../src/main/keys/aws-kms/listing/read-keys.ts'
import { readRotations } from '../../../src/main/keys/aws-kms/listing/read-rotations.ts'
import type { KmsSession } from '../../../src/main/keys/aws-kms/kms-session.ts'
import { RequestPaces } from '../../../src/main/keys/aws-kms/pace/request-paces.ts'
import type { KeyRow } from '../../../src/shared/model/key.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { fillAccount, sessionOf } from '../../support/fake-account.ts'

let fake: KmsFake

beforeEach(async () => {
  fake = await startKmsFake()
})
afterEach(() => fake.stop())

/** A reading whose rows are gathered. */
function room(session: KmsSession, change: Partial<KeyListing> = {}) {
  const rows = new Map<string, KeyRow>()
  const begun = performance.now()
  const times: { firstRows: number | null } = { firstRows: null }
  const listing: KeyListing = {
    session,
    connectionId: 'c',
    region: fake.region,
    known: [],
    cache: { keep: () => Promise.resolve(), dropOthers: () => Promise.resolve() },
    now: () => new Date(),
    onRows: (some) => {
      times.firstRows ??= performance.now() - begun
      for (const row of some) rows.set(row.keyId, row)
    },
    onGone: () => undefined,
    onProgress: () => undefined,
    ...change,
  }
  return { listing, rows, times }
}

const count = (operation: string) => fake.calls.filter((call) => call.operation === operation).length

describe('an account of 10,000 keys', () => {
  it('is read whole, within every quota, with its first rows long before', { timeout: 300_000 }, async () => {
    fillAccount(fake, 10_000)
    const { listing, rows, times } = room(sessionOf(fake))
    const begun = performance.now()
    const read = await readKeys(listing)
    const whole = performance.now() - begun
    expect(read).toMatchObject({ keyCount: 10_000, denied: [] })
    expect(rows.size).toBe(10_000)
    expect([...rows.values()].every(({ state, tags, alias }) => state && tags && alias)).toBe(true)
    expect([count('ListKeys'), count('ListAliases'), count('DescribeKey')]).toEqual([10, 100, 10_000])
    expect(count('ListResourceTags')).toBe(10_000)
    // Asymmetric, MAC and imported keys have no status of automatic rotation.
    expect(count('GetKeyRotationStatus')).toBe(7_000)
    expect(fake.meter.overQuota()).toEqual([])
    expect(times.firstRows).toBeLessThan(whole / 4)
  })
})

/** Reads the materials of `keys` into the rows of a room. */
function readMaterials({ listing, rows }: ReturnType<typeof room>, keys: readonly KeyRow[]) {
  const byArn = new Map([...rows.values()].map((row) => [row.arn, row]))
  return readRotations({
    session: listing.session,
    rows: keys,
    rowNow: (arn) => byArn.get(arn) ?? null,
    now: listing.now,
    readAt: new Map(),
    first: new Set(),
    keepMaterials: () => Promise.resolve(),
    onRows: listing.onRows,
    onProgress: () => undefined,
  })
}

const withMaterials = ({ rows }: ReturnType<typeof room>) =>
  [...rows.values()].filter(({ rotation }) => (rotation?.materials ?? 0) > 0)

const ofRotations = () => fake.meter.buckets().find(({ bucket }) => bucket === 'ListKeyRotations')

describe('many callers of one account', { timeout: 180_000 }, () => {
  it('together keep to the quotas, each connection with its own session', async () => {
    fillAccount(fake, 300)
    // Nobody told these sessions whose account it is.
    const own = { paces: new RequestPaces(), account: () => null }
    const all = [room(sessionOf(fake, own)), room(sessionOf(fake, own)), room(sessionOf(fake, own))]
    await Promise.all(all.map(({ listing }) => readKeys(listing)))
    const some = [...(all[0]?.rows.values() ?? [])].slice(0, 150)
    await Promise.all(all.map((each) => readMaterials(each, some)))
    expect(count('ListKeyRotations')).toBeGreaterThan(300)
    expect(fake.meter.overQuota()).toEqual([])
    expect(ofRotations()?.mostInOneSecond).toBeLessThanOrEqual(65)
    expect(all.every((each) => withMaterials(each).length > 0)).toBe(true)
  })

  it('that know nothing of each other slow down until the quota is enough for all', async () => {
    fillAccount(fake, 250)
    const all = [room(sessionOf(fake)), room(sessionOf(fake)), room(sessionOf(fake)), room(sessionOf(fake))]
    for (const { listing } of all) await readKeys(listing)
    fake.meter.clear()
    fake.meter.enforced = true
    await Promise.all(all.map((each) => readMaterials(each, [...each.rows.values()])))
    const { calls = 0, throttled = 0 } = ofRotations() ?? {}
    expect(throttled).toBeGreaterThan(0)
    expect(throttled / calls).toBeLessThan(0.5)
    expect(all.map((each) => withMaterials(each).length)).toEqual([200, 200, 200, 200])
  })

  it('retries take tokens too: a service that throttles is not asked faster', async () => {
    fillAccount(fake, 60)
    const session = sessionOf(fake)
    const one = room(session)
    await readKeys(one.listing)
    fake.calls.length = 0
    fake.meter.clear()
    const refusals = { kind: 'error', error: 'ThrottlingException', times: 40 } as const
    fake.faults.add({ ...refusals, operation: 'ListKeyRotations' })
    await readMaterials(one, [...one.rows.values()])
    expect(session.slowed()).toMatchObject({ bucket: 'ListKeyRotations' })
    expect(session.slowed()?.perSecond).toBeLessThan(50)
    expect(count('ListKeyRotations')).toBeGreaterThan(80)
    expect(withMaterials(one).length).toBeGreaterThan(40)
    expect(fake.meter.overQuota()).toEqual([])
  })
})

describe('a reading of 2,000 keys', () => {
  beforeEach(() => fillAccount(fake, 2_000))

  it('ends soon after it is cancelled, and asks nothing more', { timeout: 120_000 }, async () => {
    const stop = new AbortController()
    const { listing, rows } = room(sessionOf(fake), { signal: stop.signal })
    const reading = readKeys(listing)
    while (count('DescribeKey') < 200) await new Promise((resolve) => setTimeout(resolve, 5))
    const cancelledAt = performance.now()
    stop.abort()
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(performance.now() - cancelledAt).toBeLessThan(5_000)
    const asked = fake.calls.length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(fake.calls.length).toBeLessThanOrEqual(asked + 20)
    expect([...rows.values()].filter(({ state }) => state !== null).length).toBeGreaterThan(100)
  })

  it('shows every key where tags are denied, without asking for each', { timeout: 120_000 }, async () => {
    fake.faults.add({ kind: 'deny', operation: 'ListResourceTags' })
    const { listing, rows } = room(sessionOf(fake))
    expect((await readKeys(listing)).denied).toEqual(['kms:ListResourceTags'])
    expect(count('ListResourceTags')).toBeLessThan(60)
    const all = [...rows.values()]
    expect([all.length, all.every(({ state, tags }) => state !== null && tags === null)]).toEqual([
      2_000,
      true,
    ])
  })

  it('notes a key whose own policy denies it on that row alone', { timeout: 120_000 }, async () => {
    const denied = fake.createKey({ alias: 'own-policy' })
    const keyArn = denied.arn
    fake.faults.add({ kind: 'deny', operation: 'DescribeKey', keyArn })
    const { listing, rows } = room(sessionOf(fake))
    expect((await readKeys(listing)).denied).toEqual([])
    const gaps = [...rows.values()].filter(({ state }) => state === null)
    expect(gaps.map(({ arn, denied: actions }) => [arn, actions])).toEqual([[keyArn, ['kms:DescribeKey']]])
  })
})
