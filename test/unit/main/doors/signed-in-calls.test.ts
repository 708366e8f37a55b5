import { describe, expect, it } from 'vitest'
import { signInsOf } from '../../../../src/main/doors/sign-ins-of.ts'
import { SignedInCalls, type Asking } from '../../../../src/main/doors/signed-in-calls.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import type { CredentialQuestion } from '../../../../src/shared/model/connection.ts'
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

  it('do not wait for a person: they end, the question stays, and what comes too late is let go', async () => {
    const asking = new AskingDouble()
    const kms = new KmsDouble()
    const under = Promise.withResolvers<void>()
    const { generateDataKey } = kms
    kms.generateDataKey = (options) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(new VaultError('CANCELLED', 'cancelled')))
        under.promise.then(() => generateDataKey.call(kms, options)).then(resolve, reject)
      })
    const calls = new SignedInCalls(asking).of(owner, kms)
    const call = errorOf(calls.generateDataKey(request))
    asking.set('other')
    asking.set('c')
    expect(isSignInNeeded(await call)).toBe(true)
    expect(isSignInNeeded(await errorOf(calls.encrypt({ ...request, dataKey: Secret.random(32) })))).toBe(
      true,
    )
    expect(kms.asked).toEqual([])
    asking.set(null)
    under.resolve()
    expect((await calls.generateDataKey(request)).keyArn).toBe(keyArn)
    expect(asking.listeners.size).toBe(0)
  })
})

describe('waiting for a sign-in', () => {
  it('lasts while a person is asked, and then as long as the credentials have ended', async () => {
    const asking = new AskingDouble()
    asking.set('c')
    const ended = Promise.withResolvers<void>()
    const connections = { ...asking.questions(), waitUntilUsable: () => ended.promise }
    let isUsable = false
    const { signal } = new AbortController()
    const waiting = signInsOf(connections).waitUntilUsable('c', signal)
    const usable = waiting.finally(() => {
      isUsable = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isUsable).toBe(false)
    asking.set(null)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(isUsable).toBe(false)
    ended.resolve()
    await usable
    expect(asking.listeners.size).toBe(0)
  })

  it('ends with the app', async () => {
    const asking = new AskingDouble()
    asking.set('c')
    const stop = new AbortController()
    const connections = { ...asking.questions(), waitUntilUsable: () => Promise.resolve() }
    const waiting = signInsOf(connections).waitUntilUsable('c', stop.signal)
    stop.abort(new Error('closing'))
    await expect(waiting).rejects.toThrow('closing')
    expect(asking.listeners.size).toBe(0)
  })
})

/** Questions for a person that a test asks and answers. */
class AskingDouble implements Asking {
  readonly listeners = new Set<() => void>()
  #connectionId: string | null = null

  set(connectionId: string | null): void {
    this.#connectionId = connectionId
    for (const listener of this.listeners) listener()
  }

  isAsked(connectionId: string): boolean {
    return connectionId === this.#connectionId
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  questions() {
    return {
      questions: () =>
        this.#connectionId === null ? [] : [{ connectionId: this.#connectionId } as CredentialQuestion],
      onQuestions: (listener: () => void) => this.onChange(listener),
    }
  }
}
