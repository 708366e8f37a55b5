import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check'
import { expect, it } from 'vitest'
import { quotaOf } from '../../../../../../src/shared/kms/request-quotas.ts'
import type { KmsOperation } from '../../../../../../src/shared/kms/kms-operation.ts'
import { shareOf } from '../../../../../../src/main/keys/aws-kms/pace/request-paces.ts'
import { TokenBucket } from '../../../../../../src/main/keys/aws-kms/pace/token-bucket.ts'
import { FakePaceClock } from '../../../../../support/fake-pace-clock.ts'

/** The most tokens that were given out within any second. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))
}

const operations: readonly KmsOperation[] = [
  'ListKeys',
  'ListKeyRotations',
  'PutKeyPolicy',
  'RotateKeyOnDemand',
  'GetParametersForImport',
]

it('in any second no bucket gives more than its share of the quota and the burst, however late its timers', async () => {
  await assert(
    asyncProperty(
      constantFrom(...operations),
      array(record({ wait: integer({ min: 0, max: 900 }), takers: integer({ min: 0, max: 60 }) }), {
        maxLength: 8,
      }),
      array(integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 }),
      boolean(),
      async (operation, arrivals, lateness, refuses) => {
        let timers = 0
        const clock = new FakePaceClock(() => lateness[timers++ % lateness.length] ?? 0)
        const quota = quotaOf(operation, 'eu-central-1')
        const bucket = new TokenBucket({ perSecond: shareOf(quota), clock })
        const given: number[] = []
        for (const { wait, takers } of arrivals) {
          await clock.pass(wait)
          for (let taker = 0; taker < takers; taker += 1)
            void bucket.take().then(() => given.push(clock.now()))
          if (refuses) bucket.slowDown()
        }
        await clock.pass(3_000)
        expect(mostInASecond(given)).toBeLessThanOrEqual(quota.perSecond * 0.6 + 1)
        expect(mostInASecond(given)).toBeLessThanOrEqual(quota.perSecond)
      },
    ),
    { numRuns: 60 },
  )
})

it('gives tokens in the order they were asked for, at its rate', async () => {
  const clock = new FakePaceClock()
  const bucket = new TokenBucket({ perSecond: 10, clock })
  const given: [number, number][] = []
  for (let taker = 0; taker < 4; taker += 1) void bucket.take().then(() => given.push([taker, clock.now()]))
  await clock.pass(1000)
  expect(given).toEqual([
    [0, 0],
    [1, 100],
    [2, 200],
    [3, 300],
  ])
})

it('a taker that is cancelled while it waits takes no token, and one cancelled before never waits', async () => {
  const clock = new FakePaceClock()
  const bucket = new TokenBucket({ perSecond: 10, clock })
  await bucket.take()
  const cancel = new AbortController()
  const cancelled = bucket.take(cancel.signal)
  let last = 0
  void bucket.take().then(() => (last = clock.now()))
  cancel.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
  await clock.pass(1000)
  expect(last).toBe(100)
  await expect(bucket.take(AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' })
})

it('a refusal halves the rate once, however many calls it hits, and it comes back slowly', async () => {
  const clock = new FakePaceClock()
  const bucket = new TokenBucket({ perSecond: 64, clock })
  expect([bucket.perSecond, bucket.isSlowed]).toEqual([64, false])
  for (let call = 0; call < 20; call += 1) bucket.slowDown()
  expect([bucket.perSecond, bucket.isSlowed]).toEqual([32, true])
  await clock.pass(1000)
  expect(bucket.perSecond).toBeGreaterThan(32)
  bucket.slowDown()
  expect(bucket.perSecond).toBeLessThan(17)
  await clock.pass(30_000)
  expect(bucket.isSlowed).toBe(true)
  await clock.pass(30_000)
  expect([bucket.perSecond, bucket.isSlowed]).toEqual([64, false])
})

it('never stands still, however often it is refused', async () => {
  const clock = new FakePaceClock()
  const bucket = new TokenBucket({ perSecond: 64, clock })
  for (let second = 0; second < 30; second += 1) {
    bucket.slowDown()
    await clock.pass(1000)
  }
  expect(bucket.perSecond).toBeGreaterThanOrEqual(1)
})
