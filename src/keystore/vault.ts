import type { LockCause, VaultHealth, VaultStatus } from '../shared/model/vault.ts'
import type { Protection } from './protection/new-protection.ts'
import type { ResealRequest, ResealSource } from './protection/reseal-store.ts'
import type { PurgedCopies } from './snapshots/purge-copies.ts'
import type { OpenStore } from './store/open-store.ts'
import type { VaultDeps } from './vault-deps.ts'
import { check, health } from './vault/checking.ts'
import { purgeCopies, restoreSnapshot, takeSnapshot } from './vault/copies.ts'
import { prepareLock, setUp, unlock } from './vault/locking.ts'
import { acceptOlderCopy, replaceWith, setProtection } from './vault/replacing.ts'
import { VaultState, type VaultOptions } from './vault/vault-state.ts'

const keychainAlone: Protection = { mode: 'keychain', passphrase: null }

/**
 * The local keystore's states and operations. Changes run one after another; wraps and unwraps do not wait for them.
 * Every method throws VaultError. DESIGN.md section 3.
 */
export class Vault {
  readonly #state: VaultState
  readonly #starting: Promise<unknown>

  constructor(deps: VaultDeps, onStatus: (status: VaultStatus) => void, options: VaultOptions = {}) {
    this.#state = new VaultState(deps, onStatus, options)
    this.#starting = this.recheck()
  }

  get status(): VaultStatus {
    return this.#state.status
  }

  /** What the vault works with: for what looks at its files while it is not open. */
  get deps(): VaultDeps {
    return this.#state.deps
  }

  /** Seconds that the passphrase's scrypt took here last; null where none did. */
  get scryptSeconds(): number | null {
    return this.#state.passphrase.seconds
  }

  /** Looks again, unless the store is open; then it only lets the keychain catch up. */
  recheck(): Promise<VaultStatus> {
    const state = this.#state
    return state.inTurn(async () => {
      await (state.store === undefined ? state.look() : state.tidy(state.store))
      return state.status
    })
  }

  /**
   * Makes the secret and the store. Refused unless a fresh look finds a working keychain and no store; without a keychain
   * only for a passphrase alone.
   */
  setUp(protection: Protection = keychainAlone): Promise<VaultStatus> {
    return this.#state.inTurn(() => setUp(this.#state, protection))
  }

  /**
   * Opens a locked store. The keychain is looked at first: where it is the obstacle, the status says so and no try is lost.
   * Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG with facts {left}, PASSPHRASE_WAIT with facts {retryAt}.
   */
  unlock(passphrase: string | null): Promise<VaultStatus> {
    return this.#state.inTurn(() => unlock(this.#state, passphrase))
  }

  /**
   * Closes the store once the changes before are done. The process is ended then, and with it what cannot be wiped. An older
   * copy and a damaged store are locked too: the passphrase's key is kept for them.
   */
  prepareLock(cause: LockCause): Promise<void> {
    return this.#state.inTurn(() => prepareLock(this.#state, cause))
  }

  /**
   * Turns the passphrase on or off, or changes it: everything is sealed anew under another store id, keychain secret and
   * store key, and what is left of the old ones is removed. The store stays open. Throws as `unlock` does for `current`.
   */
  setProtection(current: string | null, wanted: Protection): Promise<VaultStatus> {
    return this.#state.inTurn(() => setProtection(this.#state, current, wanted))
  }

  /**
   * Puts the content of another store, sealed anew, in the place of whatever is there, which is set aside with its copies
   * and its secret. The store need not be open; the source stays the caller's to close and to wipe.
   */
  replaceWith(
    source: ResealSource,
    request: Pick<ResealRequest, 'protection' | 'epochAbove'>,
  ): Promise<VaultStatus> {
    return this.#state.inTurn(() => replaceWith(this.#state, source, request))
  }

  /** Opens an older copy of the store for good. Refused unless the state is `olderCopy` and a fresh look finds the same. */
  acceptOlderCopy(): Promise<VaultStatus> {
    return this.#state.inTurn(() => acceptOlderCopy(this.#state))
  }

  /** How the keystore stands. */
  health(): Promise<VaultHealth> {
    return this.#state.inTurn(() => health(this.#state))
  }

  /** Looks at everything anew: SQLite's own check, the MAC, the digest of every key. A damaged store is closed. */
  check(): Promise<VaultHealth> {
    return this.#state.inTurn(() => check(this.#state))
  }

  /** Takes a copy of the store now, one that stays until ten newer ones are there. Throws the disk's errors. */
  takeSnapshot(): Promise<VaultHealth> {
    return this.#state.inTurn(() => takeSnapshot(this.#state))
  }

  /** Puts a snapshot in the place of the store, which is set aside whole, whatever its state. */
  restoreSnapshot(name: string): Promise<VaultStatus> {
    return this.#state.inTurn(() => restoreSnapshot(this.#state, name))
  }

  /** Makes what was deleted gone from this folder: a fresh snapshot, and every older copy removed. Throws the disk's errors. */
  purgeCopies(): Promise<PurgedCopies> {
    return this.#state.inTurn(() => purgeCopies(this.#state))
  }

  /** What falls due by itself, where the store is open: quiet, because nobody asked for it. */
  doDueWork(): Promise<void> {
    return this.#state.doDueWork()
  }

  /** Uses the open store; changes go through `change`. Throws why it is not open. */
  async read<T>(use: (store: OpenStore) => T | Promise<T>): Promise<T> {
    if (this.status.state === 'starting') await this.#starting
    return use(this.#state.opened())
  }

  /** One change after another; a store that is in doubt afterwards is opened and checked anew. */
  change<T>(change: (store: OpenStore) => Promise<T>): Promise<T> {
    return this.#state.change(change)
  }

  /**
   * A change of nothing but what is done alongside each: the store remembers where the activity log ends. Its epoch counts, and
   * nobody is told: there is nothing in it to be backed up.
   */
  async anchor(): Promise<void> {
    await this.#state.change((store) => store.change(() => undefined), { isNews: false })
  }

  /** Wipes the store key and the passphrase's key and gives the file free. */
  close(): void {
    this.#state.release()
    this.#state.passphrase.forget()
  }
}

/** A vault as the server sees it. */
export type VaultOperations = Pick<Vault, keyof Vault>
