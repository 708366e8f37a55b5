import type { VaultStatus } from '../shared/model/vault.ts'
import { isVaultError } from '../shared/vault-error.ts'
import { acceptOlderCopy } from './accept-older-copy.ts'
import { errorOfStatus } from './closed-status.ts'
import { setUpVault } from './set-up-vault.ts'
import type { OpenStore } from './store/open-store.ts'
import { unlockVault } from './unlock-vault.ts'
import type { VaultDeps } from './vault-deps.ts'

/**
 * The local keystore's states and operations. Changes run one after another; wraps and unwraps do not wait for them.
 * Every method throws VaultError. DESIGN.md section 3.
 */
export class Vault {
  readonly #deps: VaultDeps
  readonly #onStatus: (status: VaultStatus) => void
  #status: VaultStatus = { state: 'starting' }
  #store: OpenStore | undefined
  #lastChange: Promise<unknown> = Promise.resolve()
  #unlocking: Promise<unknown>

  constructor(deps: VaultDeps, onStatus: (status: VaultStatus) => void) {
    this.#deps = deps
    this.#onStatus = onStatus
    this.#unlocking = this.recheck()
  }

  get status(): VaultStatus {
    return this.#status
  }

  /** Looks again, unless the store is open; then it only lets the keychain catch up. */
  recheck(): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#store === undefined) await this.#unlock()
      else await this.#store.settleEpoch().catch(() => undefined)
      return this.#status
    })
  }

  /** Makes the secret and the store. Refused unless a fresh look finds a working keychain and no store. */
  setUp(): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#store === undefined) await this.#unlock()
      if (this.#status.state !== 'notSetUp') throw errorOfStatus(this.#status)
      await setUpVault(this.#deps).finally(() => this.#unlock())
      return this.#status
    })
  }

  /** Opens an older copy of the store for good. Refused unless the state is `olderCopy` and a fresh look finds the same. */
  acceptOlderCopy(): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      const seen = this.#status
      if (seen.state !== 'olderCopy') throw errorOfStatus(seen)
      await acceptOlderCopy(this.#deps, seen).finally(() => this.#unlock())
      return this.#status
    })
  }

  /** Uses the open store; changes go through `change`. Throws why it is not open. */
  async read<T>(use: (store: OpenStore) => T | Promise<T>): Promise<T> {
    return use(await this.#opened())
  }

  /** Wipes the store key and gives the file free. */
  close(): void {
    this.#store?.close()
    this.#store = undefined
  }

  async #opened(): Promise<OpenStore> {
    if (this.#status.state === 'starting') await this.#unlocking
    if (this.#store === undefined) throw errorOfStatus(this.#status)
    return this.#store
  }

  /** One change after another; a store that is in doubt afterwards is opened and checked anew. */
  change<T>(change: (store: OpenStore) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const store = await this.#opened()
      try {
        return await change(store)
      } catch (error) {
        if (isVaultError(error) && leavesDoubt.has(error.code)) await this.#reopen()
        throw error
      } finally {
        if (this.#store !== undefined) this.#setStatus(this.#store.status)
      }
    })
  }

  async #reopen(): Promise<void> {
    this.close()
    await this.#unlock()
  }

  async #unlock(): Promise<void> {
    const unlocking = await unlockVault(this.#deps)
    if (unlocking.kind === 'open') this.#store = unlocking.store
    this.#setStatus(unlocking.kind === 'open' ? unlocking.store.status : unlocking.status)
  }

  #setStatus(status: VaultStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return
    this.#status = status
    this.#onStatus(status)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(work)
    this.#lastChange = turn.catch(() => undefined)
    return turn
  }
}

/** A vault as the server sees it. */
export type VaultOperations = Pick<Vault, keyof Vault>

/** After these the file may not be what this process thinks it is, so it is opened and checked anew. */
const leavesDoubt: ReadonlySet<string> = new Set(['KEYSTORE_DAMAGED', 'DISK_FAILED', 'INTERNAL'])
