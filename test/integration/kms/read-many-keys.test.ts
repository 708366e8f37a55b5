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

describe('many callers of one account', () => {
  it('together keep to the quotas, each connection with its own session', { timeout: 120_000 }, async () => {
    fillAccount(fake, 600)
    const paces = new RequestPaces()
    // Nobody told these sessions whose account it is.
    const own = { paces, account: () => null }
    const sessions = [sessionOf(fake, own), sessionOf(fake, own), sessionOf(fake, own)]
    const all = sessions.map((session) => room(session))
    await Promise.all(all.map(({ listing }) => readKeys(listing)))
    const rows = [...(all[0]?.rows.values() ?? [])].slice(0, 150)
    await Promise.all(
      all.map(({ listing, rows: mine }) =>
        readRotations({
          session: listing.session,
          rows,
          rowNow: (arn) => [...mine.values()].find((row) => row.arn === arn) ?? null,
          now: () => new Date(),
          keepMaterials: () => Promise.resolve(),
          onRows: listing.onRows,
          onProgress: () => undefined,
        }),
      ),
    )
    expect(count('ListKeyRotations')).toBeGreaterThan(300)
    expect(fake.meter.overQuota()).toEqual([])
    const rotations = fake.meter.buckets().find(({ bucket }) => bucket === 'ListKeyRotations')
    expect(rotations?.mostInOneSecond).toBeLessThanOrEqual(65)
    expect(
      all.every((each) => [...each.rows.values()].some(({ rotation }) => rotation?.materials === 1)),
    ).toBe(true)
  })

  it(
    'retries take tokens too: a service that throttles is not asked faster',
    { timeout: 120_000 },
    async () => {
      fillAccount(fake, 60)
      const session = sessionOf(fake)
      const { listing, rows } = room(session)
      await readKeys(listing)
      fake.calls.length = 0
      fake.meter.clear()
      fake.faults.add({
        kind: 'error',
        error: 'ThrottlingException',
        operation: 'ListKeyRotations',
        times: 40,
      })
      const reading = readRotations({
        session,
        rows: [...rows.values()],
        rowNow: (arn) => [...rows.values()].find((row) => row.arn === arn) ?? null,
        now: () => new Date(),
        keepMaterials: () => Promise.resolve(),
        onRows: listing.onRows,
        onProgress: () => undefined,
      })
      await reading
      expect(session.slowed()).toMatchObject({ bucket: 'ListKeyRotations' })
      expect(session.slowed()?.perSecond).toBeLessThan(50)
      expect(count('ListKeyRotations')).toBeGreaterThan(80)
      expect([...rows.values()].filter(({ rotation }) => rotation?.materials === 1).length).toBeGreaterThan(
        40,
      )
      expect(fake.meter.overQuota()).toEqual([])
    },
  )
})

describe('a reading of 2,000 keys', () => {
  beforeEach(() => fillAccount(fake, 2_000))

  it('ends within a second of being cancelled, and asks nothing more', { timeout: 120_000 }, async () => {
    const stop = new AbortController()
    const { listing, rows } = room(sessionOf(fake), { signal: stop.signal })
    const reading = readKeys(listing)
    while (count('DescribeKey') < 200) await new Promise((resolve) => setTimeout(resolve, 5))
    const cancelledAt = performance.now()
    stop.abort()
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(performance.now() - cancelledAt).toBeLessThan(1_000)
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
