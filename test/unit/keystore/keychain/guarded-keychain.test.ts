import { describe, expect, it, vi } from 'vitest'
import { GuardedKeychain } from '../../../../src/keystore/keychain/guarded-keychain.ts'
import type { Keychain } from '../../../../src/keystore/keychain/keychain.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

/** A keychain whose calls end when the test says so. */
function manualKeychain() {
  const waiting: { account: string; end: (value: string | null) => void; fail: (error: Error) => void }[] = []
  const call = (account: string): Promise<string | null> =>
    new Promise((resolve, reject) => waiting.push({ account, end: resolve, fail: reject }))
  const keychain: Keychain = {
    get: call,
    set: async (account) => void (await call(account)),
    remove: async (account) => void (await call(account)),
  }
  return { keychain, waiting }
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('GuardedKeychain', () => {
  it('lets one call at a time through', async () => {
    const { keychain, waiting } = manualKeychain()
    const guarded = new GuardedKeychain(keychain, { timeout: 1000, onLateAnswer: () => undefined })
    const first = guarded.get('a')
    const second = guarded.set('b', 'value')
    await soon()
    expect(waiting.map(({ account }) => account)).toEqual(['a'])
    waiting[0]?.end('found')
    expect(await first).toBe('found')
    await soon()
    expect(waiting.map(({ account }) => account)).toEqual(['a', 'b'])
    waiting[1]?.end(null)
    await second
  })

  it('goes on after a call that failed', async () => {
    const { keychain, waiting } = manualKeychain()
    const guarded = new GuardedKeychain(keychain, { timeout: 1000, onLateAnswer: () => undefined })
    const first = guarded.get('a')
    const second = guarded.get('b')
    await soon()
    waiting[0]?.fail(new VaultError('KEYCHAIN_LOCKED', 'locked'))
    await expect(first).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
    await soon()
    waiting[1]?.end('b')
    expect(await second).toBe('b')
  })

  it('gives up on a call that hangs and refuses further ones without making them', async () => {
    const { keychain, waiting } = manualKeychain()
    const guarded = new GuardedKeychain(keychain, { timeout: 10, onLateAnswer: () => undefined })
    await expect(guarded.get('a')).rejects.toMatchObject({ code: 'KEYCHAIN_NOT_ANSWERING' })
    expect(guarded.isStuck).toBe(true)
    for (let call = 0; call < 5; call += 1)
      await expect(guarded.set('b', 'value')).rejects.toMatchObject({ code: 'KEYCHAIN_NOT_ANSWERING' })
    expect(waiting).toHaveLength(1)
  })

  it('tells when the hung call came back after all, and works again', async () => {
    const { keychain, waiting } = manualKeychain()
    const onLateAnswer = vi.fn()
    const guarded = new GuardedKeychain(keychain, { timeout: 10, onLateAnswer })
    await expect(guarded.get('a')).rejects.toMatchObject({ code: 'KEYCHAIN_NOT_ANSWERING' })
    expect(onLateAnswer).not.toHaveBeenCalled()
    waiting[0]?.fail(new Error('dismissed'))
    await soon()
    expect(onLateAnswer).toHaveBeenCalledOnce()
    expect(guarded.isStuck).toBe(false)
    const next = guarded.get('b')
    await soon()
    waiting[1]?.end('b')
    expect(await next).toBe('b')
  })
})
