import { KMS } from '@aws-sdk/client-kms'
import { describe, expect, it } from 'vitest'
import { KmsRetries } from '../../../../../../src/main/keys/aws-kms/pace/kms-retries.ts'
import { tryOnce } from '../../../../../../src/main/keys/aws-kms/manage/try-once.ts'

const failure = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more })
const answer = (statusCode: number, type: string) => ({
  response: {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: new TextEncoder().encode(JSON.stringify({ __type: type, message: type })),
  },
})

/** A client whose every try ends so; tells how often it tried. */
function clientThat(ends: () => unknown) {
  let tries = 0
  const handle = async (): Promise<never> => {
    tries += 1
    const end = ends()
    if (end instanceof Error) throw end
    return end as never
  }
  const kms = new KMS({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    retryStrategy: new KmsRetries({ maxAttempts: 3, random: () => 0 }),
    requestHandler: { handle } as never,
  })
  return { kms: tryOnce(tryOnce(kms)), tries: () => tries }
}

const nameOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: Error & { code?: string }) => error.code ?? error.name,
  )

describe('a call that must not be repeated', () => {
  it.each([
    ['a time-out', () => failure('TimeoutError')],
    ['a connection that is lost', () => failure('Error', { code: 'ECONNRESET' })],
    ['a failure of the service', () => answer(500, 'KMSInternalException')],
    ['a time-out of the service', () => answer(503, 'DependencyTimeoutException')],
  ])('is sent once where it ends with %s, and its outcome is unknown', async (_name, ends) => {
    const { kms, tries } = clientThat(ends)
    expect(await nameOf(kms.createKey({}))).toBe('KMS_OUTCOME_UNKNOWN')
    expect(tries()).toBe(1)
  })

  it('is tried again where AWS slowed it down', async () => {
    const { kms, tries } = clientThat(() => answer(400, 'ThrottlingException'))
    expect(await nameOf(kms.createGrant({ KeyId: 'k', GranteePrincipal: 'p', Operations: [] }))).toBe(
      'ThrottlingException',
    )
    expect(tries()).toBe(3)
  })

  it('did not happen where it was refused, or never left this computer', async () => {
    const refused = clientThat(() => answer(400, 'AccessDeniedException'))
    expect(await nameOf(refused.kms.createKey({}))).toBe('AccessDeniedException')
    const unsent = clientThat(() => failure('Error', { code: 'ENOTFOUND' }))
    expect(await nameOf(unsent.kms.rotateKeyOnDemand({ KeyId: 'k' }))).toBe('ENOTFOUND')
  })
})

it('any other call is tried again as ever', async () => {
  const { kms, tries } = clientThat(() => failure('TimeoutError'))
  expect(await nameOf(kms.enableKey({ KeyId: 'k' }))).toBe('TimeoutError')
  expect(tries()).toBe(3)
})
