import { describe, expect, test, vi } from 'vitest'
import { CredentialStates } from '../../../../src/main/credentials/credential-state.ts'

describe('whether credentials may be used', () => {
  test('credentials that never failed are not waited for', async () => {
    await expect(new CredentialStates().waitUntilUsable('a')).resolves.toBeUndefined()
  })

  test('who waits for ended credentials goes on once a person signed in', async () => {
    const states = new CredentialStates()
    states.markEnded('a')
    const waiting = states.waitUntilUsable('a')
    expect(await Promise.race([waiting.then(() => 'on'), Promise.resolve('waits')])).toBe('waits')
    states.markUsable('a')
    await waiting
    expect(states.hasEnded('a')).toBe(false)
  })

  test('a sign-in between the failed call and the waiting is not missed', async () => {
    const states = new CredentialStates()
    states.markEnded('a')
    states.markUsable('a')
    await states.waitUntilUsable('a')
  })

  test('the sign-in of another connection wakes nobody', () => {
    const states = new CredentialStates()
    const listener = vi.fn()
    states.onUsable('a', listener)
    states.markUsable('b')
    expect(listener).not.toHaveBeenCalled()
  })

  test('a cancelled wait fails with CANCELLED and is not called later', async () => {
    const states = new CredentialStates()
    states.markEnded('a')
    const abort = new AbortController()
    const waiting = states.waitUntilUsable('a', abort.signal)
    abort.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(states.waitUntilUsable('a', abort.signal)).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('waiting for a connection that is removed ends with CONNECTION_NOT_FOUND', async () => {
    const states = new CredentialStates()
    states.markEnded('a')
    const waiting = states.waitUntilUsable('a')
    states.forget('a')
    await expect(waiting).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  })

  test('that credentials ended is news once', () => {
    const states = new CredentialStates()
    expect([states.markEnded('a'), states.markEnded('a')]).toEqual([true, false])
    states.markUsable('a')
    expect(states.markEnded('a')).toBe(true)
  })

  test('a listener that was taken away is not called', () => {
    const states = new CredentialStates()
    const listener = vi.fn()
    states.onUsable('a', listener)()
    states.markUsable('a')
    expect(listener).not.toHaveBeenCalled()
  })
})
