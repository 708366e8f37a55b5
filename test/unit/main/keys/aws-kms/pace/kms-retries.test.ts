import { describe, expect, it } from 'vitest'
import { KmsRetries } from '../../../../../../src/main/keys/aws-kms/pace/kms-retries.ts'

type Failure = Parameters<KmsRetries['refreshRetryTokenForRetry']>[1]

const failure = (errorType: Failure['errorType'], name = 'Some'): Failure =>
  ({ errorType, error: Object.assign(new Error(name), { name }) }) as Failure

/** Waits before each retry, until there is none. */
async function waits(retries: KmsRetries, reason: Failure): Promise<number[]> {
  const all: number[] = []
  let token = await retries.acquireInitialRetryToken()
  for (;;) {
    const next = await retries.refreshRetryTokenForRetry(token, reason).catch(() => null)
    if (next === null) return all
    all.push(next.getRetryDelay())
    token = next
  }
}

const draw = (random: number) =>
  waits(new KmsRetries({ maxAttempts: 12, random: () => random }), failure('THROTTLING'))

describe('tries of one call', () => {
  it.each(['THROTTLING', 'TRANSIENT', 'SERVER_ERROR'] as const)('%s is tried again', async (type) => {
    const retries = new KmsRetries({ maxAttempts: 3, random: () => 0.5 })
    expect((await waits(retries, failure(type))).length).toBe(2)
  })

  it.each([
    'AccessDeniedException',
    'DisabledException',
    'KMSInvalidStateException',
    'NotFoundException',
    'IncorrectKeyException',
    'InvalidCiphertextException',
    'LimitExceededException',
    'ConflictException',
  ])('%s is not, whatever the SDK takes it for', async (name) => {
    const retries = new KmsRetries({ maxAttempts: 3, random: () => 0.5 })
    for (const type of ['THROTTLING', 'TRANSIENT', 'CLIENT_ERROR'] as const) {
      expect(await waits(retries, failure(type, name))).toEqual([])
    }
  })

  it('waits are drawn from nothing to a bound that doubles, and stay below ten seconds', async () => {
    expect((await draw(0)).every((wait) => wait === 0)).toBe(true)
    const longest = await draw(0.999_999)
    expect(longest.slice(0, 3)).toEqual([500, 1000, 2000])
    expect(Math.max(...longest)).toBe(10_000)
  })

  it('a wait that the service asks for is kept', async () => {
    const retries = new KmsRetries({ maxAttempts: 3, random: () => 0 })
    const retryAfterHint = new Date(Date.now() + 5_000)
    const [first] = await waits(retries, { ...failure('SERVER_ERROR'), retryAfterHint })
    expect(first).toBeGreaterThan(4_000)
  })
})

describe('the budget of all calls', () => {
  it('a service that is down is soon asked once a call', async () => {
    const retries = new KmsRetries({ maxAttempts: 5, random: () => 0 })
    let tries = 0
    for (let call = 0; call < 100; call += 1) tries += (await waits(retries, failure('TRANSIENT'))).length
    expect(tries).toBe(60)
  })

  it('answers give it back', async () => {
    const retries = new KmsRetries({ maxAttempts: 5, random: () => 0 })
    for (let call = 0; call < 100; call += 1) await waits(retries, failure('TRANSIENT'))
    for (let call = 0; call < 8; call += 1) retries.recordSuccess()
    expect((await waits(retries, failure('TRANSIENT'))).length).toBe(4)
  })

  it('throttling does not use it up: the pace has gone down for that', async () => {
    const retries = new KmsRetries({ maxAttempts: 5, random: () => 0 })
    for (let call = 0; call < 100; call += 1) {
      expect((await waits(retries, failure('THROTTLING'))).length).toBe(4)
    }
  })
})
