import type { LockCause, VaultStatus } from '../../shared/model/vault.ts'
import { isVaultError } from '../../shared/vault-error.ts'
import { errorOfStatus } from '../closed-status.ts'
import { doDueWork } from '../keys/due-work.ts'
import { finishReplacing } from '../protection/finish-replacing.ts'
import type { ScryptParameters } from '../protection/scrypt-parameters.ts'
import { UnlockTries } from '../protection/unlock-tries.ts'
import { SnapshotKeeper } from '../snapshots/snapshot-keeper.ts'
import type { OpenStore } from '../store/open-store.ts'
import { unlockVault } from '../unlock-vault.ts'
import type { VaultDeps } from '../vault-deps.ts'
import type { StoreCheck } from '../vault-health.ts'
import { Passphrase } from './passphrase.ts'
import { Turns } from './turns.ts'

export interface VaultOptions {
  /** Opens nothing and leaves the keychain alone until `unlock`. */
  readonly startLocked?: boolean
  /** Told the epoch after each committed change. */
  readonly onChanged?: (epoch: number) => void
}

interface LockNote {
  readonly cause: LockCause
  readonly at: string
}

/**
 * What the vault is at the moment: its status, the store where it is open, and what is kept with it. What the operations
 * are made of; each runs in its turn.
 */
export class VaultState {
  readonly deps: VaultDeps
  readonly passphrase: Passphrase
  readonly tries: UnlockTries
  readonly snapshots: SnapshotKeeper
  lastCheck: StoreCheck | undefined
  /** True until a person unlocks what was started or left locked. */
  staysLocked: boolean
  readonly #turns = new Turns()
  readonly #onStatus: (status: VaultStatus) => void
  readonly #onChanged: (epoch: number) => void
  /** The epoch that was told last; undefined before the first opening. */
  #toldEpoch: number | undefined
  #status: VaultStatus = { state: 'starting' }
  #store: OpenStore | undefined
  /** How the passphrase of a locked store is used. */
  #scrypt: ScryptParameters | undefined
  #lock: LockNote

  constructor(deps: VaultDeps, onStatus: (status: VaultStatus) => void, options: VaultOptions) {
    const { startLocked = false, onChanged = () => undefined } = options
    this.deps = {
      ...deps,
      passphraseKey: (salt) => this.passphrase.keyFor(salt),
      staysLocked: () => this.staysLocked,
    }
    this.#onStatus = onStatus
    this.#onChanged = onChanged
    this.snapshots = new SnapshotKeeper(this.deps)
    this.tries = new UnlockTries({ file: deps.tries, now: deps.now, monotonic: deps.monotonic })
    this.passphrase = new Passphrase({ ...deps, tries: this.tries })
    this.staysLocked = startLocked
    this.#lock = { cause: 'start', at: deps.now().toISOString() }
  }

  get status(): VaultStatus {
    return this.#status
  }

  /** The open store; undefined while it is not open. */
  get store(): OpenStore | undefined {
    return this.#store
  }

  get scrypt(): ScryptParameters | undefined {
    return this.#scrypt
  }

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(work)
  }

  /** Throws why the store is not open. */
  opened(): OpenStore {
    if (this.#store === undefined) throw errorOfStatus(this.#status)
    return this.#store
  }

  /** Looks unless the store is open. */
  async lookIfClosed(): Promise<void> {
    if (this.#store === undefined) await this.look()
  }

  /** Opens the store where that can be done, and says how it stands. */
  async look(): Promise<void> {
    const unlocking = await unlockVault(this.deps)
    const at = this.deps.now().toISOString()
    if (unlocking.kind === 'open') {
      this.#store = unlocking.store
      this.lastCheck = { at, findings: [] }
    } else if (unlocking.status.state === 'damaged') {
      this.lastCheck = { at, findings: unlocking.status.findings }
    }
    this.#scrypt = unlocking.kind === 'closed' ? unlocking.scrypt : undefined
    this.setStatus(unlocking.kind === 'open' ? unlocking.store.status : unlocking.status)
    this.#tellEpoch()
    // In its turn, after whoever asked for this look has the answer.
    if (unlocking.kind === 'open') void this.doDueWork()
  }

  async reopen(): Promise<void> {
    this.release()
    await this.look()
  }

  /** One change after another; a store that is in doubt afterwards is opened and checked anew. */
  change<T>(change: (store: OpenStore) => Promise<T>, { isNews = true } = {}): Promise<T> {
    return this.inTurn(async () => {
      const store = this.opened()
      try {
        return await change(store)
      } catch (error) {
        if (isVaultError(error) && leavesDoubt.has(error.code)) await this.reopen()
        throw error
      } finally {
        if (this.#store !== undefined) this.setStatus(this.#store.status)
        this.#tellEpoch(isNews)
      }
    })
  }

  /** What falls due by itself, where the store is open: quiet, because nobody asked for it. */
  async doDueWork(): Promise<void> {
    if (this.#store === undefined) return
    const work = async (store: OpenStore): Promise<void> => {
      await this.tidy(store)
      await doDueWork(store)
    }
    await this.change(work).catch(() => undefined)
    // A large store may have changes that came too soon after its last copy.
    this.#snapshotSoon()
  }

  /** What the keychain did not let be done before. */
  async tidy(store: OpenStore): Promise<void> {
    await store.settleEpoch().catch(() => undefined)
    await finishReplacing(this.deps, store).catch(() => undefined)
  }

  /** Wipes the store key and gives the file free. */
  release(): void {
    this.#store?.close()
    this.#store = undefined
  }

  /** Remembers why and when: told with the status, should the store be locked. */
  noteLock(cause: LockCause): LockNote {
    this.#lock = { cause, at: this.deps.now().toISOString() }
    return this.#lock
  }

  setStatus(status: VaultStatus): void {
    const told = status.state === 'locked' ? this.#withTries(status) : status
    if (JSON.stringify(told) === JSON.stringify(this.#status)) return
    this.#status = told
    this.#onStatus(told)
  }

  #withTries(status: Extract<VaultStatus, { state: 'locked' }>): VaultStatus {
    const { wrong, retryAt } = this.tries.standing()
    return { ...status, ...this.#lock, wrongTries: wrong, retryAt: retryAt?.toISOString() ?? null }
  }

  /** Tells of a change once, and has a snapshot taken after whoever asked for it has the answer. */
  #tellEpoch(isNews = true): void {
    const epoch = this.#store?.rows.store.epoch
    if (epoch === undefined || epoch === this.#toldEpoch) return
    const isFirstLook = this.#toldEpoch === undefined
    this.#toldEpoch = epoch
    if (!isNews) return
    if (!isFirstLook) this.#onChanged(epoch)
    this.#snapshotSoon()
  }

  #snapshotSoon(): void {
    void this.inTurn(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      const store = this.#store
      if (store === undefined) return
      const taken = await this.snapshots.takeWhereDue(store.sealed)
      // A record that the disk damaged while the store was open: better said than copied.
      if (taken === 'storeDamaged' && this.#store === store) await this.reopen()
    })
  }
}

/** After these the file may not be what this process thinks it is, so it is opened and checked anew. */
const leavesDoubt: ReadonlySet<string> = new Set(['KEYSTORE_DAMAGED', 'DISK_FAILED', 'INTERNAL'])
