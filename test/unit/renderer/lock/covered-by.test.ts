import { describe, expect, it } from 'vitest'
import { coveredBy } from '../../../../src/renderer/src/lock/covered-by.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'

const locked = {
  state: 'locked',
  mode: 'keychain',
  cause: 'idle',
  at: '2026-11-23T09:30:00.000Z',
  wrongTries: 0,
  retryAt: null,
} as const
const begun = (since: string) => ({ session: { kitId: 'K', since } })

describe('a locked window', () => {
  it('is covered, also while nobody knows yet whether a kit is open', () => {
    expect(coveredBy(locked, { session: null })).toBe(locked)
    expect(coveredBy(locked, undefined)).toBe(locked)
  })

  it('is not covered while a session lasts that was begun from the lock screen', () => {
    expect(coveredBy(locked, begun('2026-11-23T09:30:00.000Z'))).toBeNull()
    expect(coveredBy(locked, begun('2026-11-23T09:45:00.000Z'))).toBeNull()
  })

  it('is covered where the session began before the lock', () => {
    expect(coveredBy(locked, begun('2026-11-23T09:29:59.999Z'))).toBe(locked)
  })

  it('is none where the vault is not locked', () => {
    const status: VaultStatus = { state: 'notSetUp', keychain: 'k' }
    expect(coveredBy(status, { session: null })).toBeNull()
    expect(coveredBy(undefined, undefined)).toBeNull()
  })
})
