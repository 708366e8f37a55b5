import { describe, expect, it } from 'vitest'
import { SignedInCalls } from '../../../../src/main/doors/signed-in-calls.ts'
import { isSignInNeeded } from '../../../../src/main/keyrings/sign-in-needed.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { VaultErrorCode } from '../../../../src/shared/vault-error.ts'
import { KmsDouble, keyArn } from '../keyrings/support/kms-double.ts'

const owner = { id: 'c', name: 'work', wasRead: false }
const request = { keyId: keyArn, context: new Map<string, string>(), length: 32 }

/** Calls whose next one fails with a code. */
function failing(kms: KmsDouble, code: VaultErrorCode | null): void {
  kms.failure = code === null ? null : new VaultError(code, 'no', { facts: { action: 'kms:Encrypt' } })
}

const errorOf = (call: Promise<unknown>): Promise<VaultError> =>
  call.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: VaultError) => error,
  )

describe('calls through a connection', () => {
  it('say which connection failed, beside what failed', async () => {
    const kms = new KmsDouble()
    failing(kms, 'KMS_ACCESS_DENIED')
    const error = await errorOf(new SignedInCalls().of(owner, kms).generateDataKey(request))
    expect(error).toMatchObject({
      code: 'KMS_ACCESS_DENIED',
      facts: { action: 'kms:Encrypt', connectionId: 'c', connection: 'work' },
    })
    expect(isSignInNeeded(error)).toBe(false)
  })

  it('need a sign-in where the session ended', async () => {
    const kms = new KmsDouble()
    failing(kms, 'KMS_CREDENTIALS_EXPIRED')
    const calls = new SignedInCalls().of(owner, kms)
    const dataKey = (await new KmsDouble().generateDataKey(request)).dataKey
    for (const call of [
      calls.generateDataKey(request),
      calls.encrypt({ ...request, dataKey }),
      calls.decrypt({ ...request, ciphertext: new Uint8Array(1) }),
    ])
      expect(isSignInNeeded(await errorOf(call))).toBe(true)
  })

  it.each<[string, VaultErrorCode | null]>([
    ['answered before', null],
    ['were refused by AWS KMS itself before', 'KMS_ACCESS_DENIED'],
    ['found no key before', 'KMS_KEY_NOT_FOUND'],
  ])('whose credentials are gone need one where they %s', async (_, code) => {
    const kms = new KmsDouble()
    const calls = new SignedInCalls().of(owner, kms)
    failing(kms, code)
    await calls.generateDataKey(request).catch(() => {})
    failing(kms, 'KMS_CREDENTIALS_MISSING')
    expect(isSignInNeeded(await errorOf(calls.generateDataKey(request)))).toBe(true)
  })

  it.each<VaultErrorCode>(['KMS_UNREACHABLE', 'KMS_CREDENTIALS_REFUSED', 'KMS_CREDENTIALS_MISSING'])(
    'whose credentials are not there need none after %s: there never were any',
    async (code) => {
      const kms = new KmsDouble()
      const calls = new SignedInCalls().of(owner, kms)
      failing(kms, code)
      await calls.generateDataKey(request).catch(() => {})
      failing(kms, 'KMS_CREDENTIALS_MISSING')
      expect(isSignInNeeded(await errorOf(calls.generateDataKey(request)))).toBe(false)
    },
  )

  it('had credentials where the keys of the connection were read', async () => {
    const kms = new KmsDouble()
    failing(kms, 'KMS_CREDENTIALS_MISSING')
    const calls = new SignedInCalls().of({ ...owner, wasRead: true }, kms)
    expect(isSignInNeeded(await errorOf(calls.generateDataKey(request)))).toBe(true)
  })

  it('that a person would not sign in for are not cancelled files', async () => {
    const kms = new KmsDouble()
    failing(kms, 'CANCELLED')
    const calls = new SignedInCalls().of(owner, kms)
    expect(isSignInNeeded(await errorOf(calls.generateDataKey(request)))).toBe(true)
    const signal = AbortSignal.abort()
    expect(await errorOf(calls.generateDataKey({ ...request, signal }))).toMatchObject({ code: 'CANCELLED' })
  })

  it('are the same calls each time, for whoever knows calls by their identity', () => {
    const kms = new KmsDouble()
    const signedIn = new SignedInCalls()
    expect(signedIn.of(owner, kms)).toBe(signedIn.of(owner, kms))
  })
})
