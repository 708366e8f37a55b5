import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import type { KmsCalls, KmsDataKey } from '../../../src/main/keys/aws-kms/kms-calls.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import type { VaultError } from '../../../src/shared/vault-error.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

const context = new Map([['project', 'rushes']])
const length = 32

/** What a call was refused with. */
async function failure(promise: Promise<unknown>): Promise<VaultError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'VaultError' })
  return error as VaultError
}

describe('what AWS KMS may answer', () => {
  let fake: KmsFake
  let world: KmsWorld
  let key: FakeKey
  let calls: KmsCalls
  let made: KmsDataKey

  beforeAll(async () => {
    fake = await startKmsFake()
  })
  afterAll(() => fake.stop())

  beforeEach(async () => {
    world = await openKmsWorld({
      endpoint: fake.endpoint,
      region: fake.region,
      credentials: fake.credentialsFile('test'),
      limits: { maxAttempts: 3 },
    })
    key = fake.createKey({ alias: `key-${crypto.randomUUID()}` })
    await world.connect()
    const [way] = await world.connections.waysTo(key.arn as KeyArn)
    if (way === undefined) throw new Error('the connection does not reach its own key')
    calls = way.calls
    made = await calls.generateDataKey({ keyId: key.arn, context, length })
    fake.calls.length = 0
    callsMade = 0
  })
  afterEach(async () => {
    fake.faults.clear()
    made.dataKey.wipe()
    await world.close()
  })

  let callsMade = 0
  const onCall = () => callsMade++

  const decrypt = (options: { keyId?: string; signal?: AbortSignal; ciphertext?: Uint8Array } = {}) =>
    calls.decrypt({ keyId: key.arn, context, length, ciphertext: made.ciphertext, onCall, ...options })

  const generate = (keyId = key.arn) => calls.generateDataKey({ keyId, context, length })

  const sent = () => fake.calls.map(({ operation }) => operation)

  it('a data key comes back as it was made, from generating and from wrapping', async () => {
    const opened = await decrypt()
    const same = opened.dataKey.use((a) => made.dataKey.use((b) => Buffer.compare(a, b)))
    expect(same).toBe(0)
    const own = Secret.random(32)
    const wrapped = await calls.encrypt({ keyId: key.arn, context, dataKey: own })
    const unwrapped = await decrypt({ ciphertext: wrapped.ciphertext })
    expect(unwrapped.dataKey.use((a) => own.use((b) => Buffer.compare(a, b)))).toBe(0)
    expect(unwrapped).toMatchObject({ keyArn: key.arn, keyMaterialId: key.materials[0]?.id })
  })

  it('one call of the app is one request where nothing goes wrong, and is counted once', async () => {
    await decrypt()
    expect(sent()).toEqual(['Decrypt'])
    expect(callsMade).toBe(1)
  })

  it('denied: names the action, the key, the region, the connection and the request', async () => {
    fake.faults.add({ kind: 'deny', operation: 'Decrypt' })
    const error = await failure(decrypt())
    expect(error.code).toBe('KMS_ACCESS_DENIED')
    expect(error.facts).toMatchObject({
      action: 'kms:Decrypt',
      keyArn: key.arn,
      region: 'eu-central-1',
      connection: 'test',
      awsError: 'AccessDeniedException',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      awsMessage: expect.stringContaining('is not authorized to perform: kms:Decrypt'),
    })
    expect(sent()).toEqual(['Decrypt'])
  })

  it.each([
    ['Disabled', 'KEY_DISABLED'],
    ['PendingDeletion', 'KEY_STATE_INVALID'],
    ['PendingImport', 'KEY_STATE_INVALID'],
    ['Unavailable', 'KEY_STATE_INVALID'],
    ['Creating', 'KEY_STATE_INVALID'],
  ] as const)('a key that is %s fails at once with %s', async (state, code) => {
    key.state = state
    expect((await failure(decrypt())).code).toBe(code)
    expect((await failure(generate())).code).toBe(code)
    // The key is read again meanwhile; it is used once a call.
    const uses = sent().filter((operation) => operation === 'Decrypt' || operation === 'GenerateDataKey')
    expect(uses).toEqual(['Decrypt', 'GenerateDataKey'])
  })

  it('a key that KMS does not have, a key of another use, a key in another account', async () => {
    const absent = key.arn.replace(/[0-9a-f]{12}$/, '000000000000')
    expect((await failure(decrypt({ keyId: absent }))).code).toBe('KMS_KEY_NOT_FOUND')
    const mac = fake.createKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    expect((await failure(generate(mac.arn))).code).toBe('KEY_USAGE_INVALID')
    const theirs = fake.createKey({ account: '999988887777' })
    expect((await failure(generate(theirs.arn))).code).toBe('KMS_ACCESS_DENIED')
    theirs.sharedWith.add(fake.account)
    expect((await generate(theirs.arn)).keyArn).toBe(theirs.arn)
  })

  it('another encryption context, a damaged ciphertext: invalid ciphertext', async () => {
    const other = calls.decrypt({ keyId: key.arn, context: new Map(), length, ciphertext: made.ciphertext })
    expect((await failure(other)).code).toBe('KMS_INVALID_CIPHERTEXT')
    const last = made.ciphertext.length - 1
    const damaged = made.ciphertext.with(last, (made.ciphertext[last] ?? 0) ^ 1)
    expect((await failure(decrypt({ ciphertext: damaged }))).code).toBe('KMS_INVALID_CIPHERTEXT')
    const garbage = new Uint8Array(64)
    expect((await failure(decrypt({ ciphertext: garbage }))).code).toBe('KMS_INVALID_CIPHERTEXT')
  })

  it('a ciphertext under another key than the one asked: wrong key', async () => {
    const other = fake.createKey()
    expect((await failure(decrypt({ keyId: other.arn }))).code).toBe('KMS_WRONG_KEY')
  })

  it.each([
    'ThrottlingException',
    'DependencyTimeoutException',
    'KMSInternalException',
    'KeyUnavailableException',
  ] as const)('%s twice, then an answer: the call succeeds and counts once', async (error) => {
    fake.faults.add({ kind: 'error', error, times: 2 })
    const opened = await decrypt()
    expect(opened.keyArn).toBe(key.arn)
    expect(sent()).toEqual(['Decrypt', 'Decrypt', 'Decrypt'])
    expect(callsMade).toBe(1)
  })

  it.each([
    ['ThrottlingException', 'KMS_THROTTLED'],
    ['DependencyTimeoutException', 'KMS_FAILED'],
    ['KMSInternalException', 'KMS_FAILED'],
    ['KeyUnavailableException', 'KMS_KEY_UNAVAILABLE'],
    ['ServiceUnavailable', 'KMS_FAILED'],
  ] as const)('%s for ever: gives up within the budget with %s', async (error, code) => {
    fake.faults.add({ kind: 'error', error })
    expect((await failure(decrypt())).code).toBe(code)
    expect(sent()).toEqual(['Decrypt', 'Decrypt', 'Decrypt'])
  })

  it('a dropped connection is tried again; dropped for ever it is unreachable', async () => {
    fake.faults.add({ kind: 'drop', times: 1 })
    expect((await decrypt()).keyArn).toBe(key.arn)
    fake.faults.add({ kind: 'drop' })
    expect((await failure(decrypt())).code).toBe('KMS_UNREACHABLE')
  })

  it('a server that does not answer in time is unreachable', async () => {
    const { endpoint, region } = fake
    const impatient = await openKmsWorld({
      endpoint,
      region,
      credentials: fake.credentialsFile('test'),
      limits: { maxAttempts: 2, requestTimeout: 300 },
    })
    fake.faults.add({ kind: 'slow', ms: 20_000 })
    const started = performance.now()
    const { status } = await impatient.connect()
    expect(status).toMatchObject({ state: 'failed', problem: { code: 'KMS_UNREACHABLE' } })
    expect(performance.now() - started).toBeLessThan(10_000)
    await impatient.close()
  })

  it('cancelling ends a slow call, and a wait between tries, at once', async () => {
    for (const fault of [
      { kind: 'slow', ms: 9_000 },
      { kind: 'error', error: 'ThrottlingException' },
    ] as const) {
      fake.faults.add(fault)
      const cancel = new AbortController()
      const ended = failure(decrypt({ signal: cancel.signal }))
      await new Promise((resolve) => setTimeout(resolve, 100))
      const cancelledAt = performance.now()
      cancel.abort()
      expect((await ended).code).toBe('CANCELLED')
      expect(performance.now() - cancelledAt).toBeLessThan(5_000)
      fake.faults.clear()
    }
  })

  it('once cancelled nothing more is sent', async () => {
    fake.faults.add({ kind: 'error', error: 'KMSInternalException' })
    const cancel = new AbortController()
    fake.onRequest = () => cancel.abort()
    expect((await failure(decrypt({ signal: cancel.signal }))).code).toBe('CANCELLED')
    fake.onRequest = null
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(sent().length).toBeLessThanOrEqual(1)
  })

  it('an answer for another key is not used, whichever call it answers', async () => {
    const other = fake.createKey()
    fake.faults.add({ kind: 'wrongKeyId', keyArn: other.arn })
    for (const call of [
      decrypt(),
      generate(),
      calls.encrypt({ keyId: key.arn, context, dataKey: made.dataKey }),
    ]) {
      const error = await failure(call)
      expect(error.code).toBe('KMS_ANSWER_INVALID')
      expect(error.facts).toMatchObject({ keyArn: key.arn, answeredKey: other.arn })
    }
  })

  it('a data key of another length is not used', async () => {
    fake.faults.add({ kind: 'shortDataKey' })
    expect((await failure(decrypt())).code).toBe('KMS_ANSWER_INVALID')
    expect((await failure(generate())).code).toBe('KMS_ANSWER_INVALID')
  })

  it('something else that answers in the place of KMS is not believed', async () => {
    fake.faults.add({ kind: 'notKms' })
    expect((await failure(decrypt())).code).toBe('KMS_ANSWER_INVALID')
  })

  it('a clock that is an hour off is corrected by the Date of the answer', async () => {
    fake.faults.clockAhead = 3600_000
    expect((await decrypt()).keyArn).toBe(key.arn)
    expect(fake.calls.map(({ error }) => error)).toEqual(['InvalidSignatureException', null])
  })

  it('a clock that cannot be corrected is named as the cause', async () => {
    fake.faults.clockAhead = 3600_000
    fake.faults.dateHeaderTellsClock = false
    expect((await failure(decrypt())).code).toBe('KMS_CLOCK_SKEWED')
  })
})
