import type { Keychain } from '../../src/keystore/keychain/keychain.ts'
import { VaultError } from '../../src/shared/vault-error.ts'

export type KeychainCall = 'get' | 'set' | 'remove'

/**
 * An OS keychain in memory. `locked` behaves as gnome-keyring does: reads give null, writes fail. `refuse` may fail any
 * single call, before or after it took effect.
 */
export class MemoryKeychain implements Keychain {
  readonly items = new Map<string, string>()
  readonly calls: string[] = []
  state: 'unlocked' | 'locked' | 'unavailable' = 'unlocked'
  /** Thrown before the call does anything. */
  refuse: (call: KeychainCall, account: string) => VaultError | undefined = () => undefined
  /** What `set` really keeps. */
  keep: (value: string) => string = (value) => value

  async get(account: string): Promise<string | null> {
    this.#enter('get', account)
    return this.state === 'locked' ? null : (this.items.get(account) ?? null)
  }

  async set(account: string, value: string): Promise<void> {
    this.#enter('set', account)
    if (this.state === 'locked') throw new VaultError('KEYCHAIN_LOCKED', 'locked')
    this.items.set(account, this.keep(value))
  }

  async remove(account: string): Promise<void> {
    this.#enter('remove', account)
    if (this.state === 'unlocked') this.items.delete(account)
  }

  #enter(call: KeychainCall, account: string): void {
    this.calls.push(`${call} ${account}`)
    if (this.state === 'unavailable') throw new VaultError('KEYCHAIN_UNAVAILABLE', 'no keychain')
    const refused = this.refuse(call, account)
    if (refused !== undefined) throw refused
  }
}
