import { timingSafeEqual } from 'node:crypto'
import type { LockCause, VaultHealth, VaultStatus } from '../shared/model/vault.ts'
import { VaultError, isVaultError } from '../shared/vault-error.ts'
import { acceptOlderCopy } from './accept-older-copy.ts'
import { errorOfStatus } from './closed-status.ts'
import { doDueWork } from './keys/due-work.ts'
import { finishReplacing } from './protection/finish-replacing.ts'
import { usesPassphrase } from './protection/join-factors.ts'
import type { Protection } from './protection/new-protection.ts'
import { passphraseBytes } from './protection/passphrase-bytes.ts'
import { resealStore, type ResealRequest, type ResealSource } from './protection/reseal-store.ts'
import { scryptParametersOf, type ScryptParameters } from './protection/scrypt-parameters.ts'
import type { TunedKey } from './protection/tune-scrypt.ts'
import { UnlockTries } from './protection/unlock-tries.ts'
import { setUpVault } from './set-up-vault.ts'
import { purgeCopies, type PurgedCopies } from './snapshots/purge-copies.ts'
import { restoreSnapshot } from './snapshots/restore-snapshot.ts'
import { SnapshotKeeper } from './snapshots/snapshot-keeper.ts'
import { findChanges } from './store/find-changes.ts'
import { storeFault } from './store/store-fault.ts'
import type { OpenStore } from './store/open-store.ts'
import { unlockVault } from './unlock-vault.ts'
import type { VaultDeps } from './vault-deps.ts'
import { tellHealth, type StoreCheck } from './vault-health.ts'

export interface VaultOptions {
  /** Opens nothing and leaves the keychain alone until `unlock`. */
  readonly startLocked?: boolean
  /** Told the epoch after each committed change. */
  readonly onChanged?: (epoch: number) => void
}

const keychainAlone: Protection = { mode: 'keychain', passphrase: null }

/**
 * The local keystore's states and operations. Changes run one after another; wraps and unwraps do not wait for them.
 * Every method throws VaultError. DESIGN.md section 3.
 */
export class Vault {
  readonly #deps: VaultDeps
  readonly #onStatus: (status: VaultStatus) => void
  readonly #onChanged: (epoch: number) => void
  readonly #tries: UnlockTries
  readonly #snapshots: SnapshotKeeper
  #lastCheck: StoreCheck | undefined
  /** The epoch that was told last; undefined before the first opening. */
  #toldEpoch: number | undefined
  #status: VaultStatus = { state: 'starting' }
  #store: OpenStore | undefined
  /** What the right passphrase gave: kept while the store is open, or could be opened by a person's word. */
  #known: TunedKey | undefined
  /** How the passphrase of a locked store is used. */
  #scrypt: ScryptParameters | undefined
  #staysLocked: boolean
  #lock: { readonly cause: LockCause; readonly at: string }
  #lastChange: Promise<unknown> = Promise.resolve()
  #unlocking: Promise<unknown>

  constructor(
    deps: VaultDeps,
    onStatus: (status: VaultStatus) => void,
    { startLocked = false, onChanged = () => undefined }: VaultOptions = {},
  ) {
    this.#deps = {
      ...deps,
      passphraseKey: (salt) => this.#keyFor(salt),
      staysLocked: () => this.#staysLocked,
    }
    this.#onStatus = onStatus
    this.#onChanged = onChanged
    this.#snapshots = new SnapshotKeeper(this.#deps)
    this.#tries = new UnlockTries({ file: deps.tries, now: deps.now, monotonic: deps.monotonic })
    this.#staysLocked = startLocked
    this.#lock = { cause: 'start', at: deps.now().toISOString() }
    this.#unlocking = this.recheck()
  }

  get status(): VaultStatus {
    return this.#status
  }

  /** What the vault works with: for what looks at its files while it is not open. */
  get deps(): VaultDeps {
    return this.#deps
  }

  /** Seconds that the passphrase's scrypt took here last; null where none did. */
  get scryptSeconds(): number | null {
    return this.#known?.seconds ?? null
  }

  /** Looks again, unless the store is open; then it only lets the keychain catch up. */
  recheck(): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#store === undefined) await this.#look()
      else await this.#tidy(this.#store)
      return this.#status
    })
  }

  /**
   * Makes the secret and the store. Refused unless a fresh look finds a working keychain and no store; without a keychain
   * only for a passphrase alone.
   */
  setUp(protection: Protection = keychainAlone): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#store === undefined) await this.#look()
      if (!canSetUp(this.#status, protection)) throw errorOfStatus(this.#status)
      this.#tries.reset()
      try {
        this.#know(await setUpVault(this.#deps, protection))
      } finally {
        this.#staysLocked = false
        await this.#look()
      }
      return this.#status
    })
  }

  /**
   * Opens a locked store. The keychain is looked at first: where it is the obstacle, the status says so and no try is lost.
   * Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG with facts {left}, PASSPHRASE_WAIT with facts {retryAt}.
   */
  unlock(passphrase: string | null): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      this.#staysLocked = false
      if (this.#store === undefined) await this.#look()
      if (this.#status.state !== 'locked') return this.#status
      if (passphrase === null || this.#scrypt === undefined) throw passphraseNeeded()
      await this.#try(passphrase, this.#scrypt)
      return this.#status
    })
  }

  /**
   * Closes the store once the changes before are done. The process is ended then, and with it what cannot be wiped. An older
   * copy and a damaged store are locked too: the passphrase's key is kept for them.
   */
  prepareLock(cause: LockCause): Promise<void> {
    return this.#inTurn(async () => {
      const store = this.#store
      if (store === undefined && !keepsItsKey.has(this.#status.state)) return
      this.close()
      this.#staysLocked = true
      this.#lock = { cause, at: this.#deps.now().toISOString() }
      // What does not even tell its mode stays what it is: damaged.
      if (store === undefined) return await this.#look()
      const { mode } = store.rows.store
      this.#setStatus({ state: 'locked', mode, ...this.#lock, wrongTries: 0, retryAt: null })
    })
  }

  /**
   * Turns the passphrase on or off, or changes it: everything is sealed anew under another store id, keychain secret and
   * store key, and what is left of the old ones is removed. The store stays open. Throws as `unlock` does for `current`.
   */
  setProtection(current: string | null, wanted: Protection): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      const store = await this.#opened()
      if (!usesPassphrase(store.rows.store.mode) && !usesPassphrase(wanted.mode)) return this.#status
      await this.#checkCurrent(store, current)
      await this.#replace(store.sealed, { protection: wanted, present: 'discard', epochAbove: 0 })
      return this.#status
    })
  }

  /**
   * Puts the content of another store, sealed anew, in the place of whatever is there, which is set aside with its copies
   * and its secret. The store need not be open; the source stays the caller's to close and to wipe.
   */
  replaceWith(
    source: ResealSource,
    request: Pick<ResealRequest, 'protection' | 'epochAbove'>,
  ): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#store === undefined) await this.#look()
      if (this.#status.state === 'inUse') throw errorOfStatus(this.#status)
      // It may be the last good copy of what is set aside, and makes no room for those of the new store.
      this.#snapshots.keepNewest()
      await this.#replace(source, { ...request, present: 'setAside' })
      return this.#status
    })
  }

  /** Opens an older copy of the store for good. Refused unless the state is `olderCopy` and a fresh look finds the same. */
  acceptOlderCopy(): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      const seen = this.#status
      if (seen.state !== 'olderCopy') throw errorOfStatus(seen)
      await acceptOlderCopy(this.#deps, seen).finally(() => this.#look())
      return this.#status
    })
  }

  /** How the keystore stands. */
  health(): Promise<VaultHealth> {
    return this.#inTurn(() => this.#tellHealth())
  }

  /** Looks at everything anew: SQLite's own check, the MAC, the digest of every key. A damaged store is closed. */
  check(): Promise<VaultHealth> {
    return this.#inTurn(async () => {
      const store = this.#store
      if (store === undefined) await this.#look()
      else if (!isWhole(store.sealed)) await this.#reopen()
      else this.#lastCheck = { at: this.#deps.now().toISOString(), findings: [] }
      return this.#tellHealth()
    })
  }

  /** Takes a copy of the store now, one that stays until ten newer ones are there. Throws the disk's errors. */
  takeSnapshot(): Promise<VaultHealth> {
    return this.#inTurn(async () => {
      const { database } = (await this.#opened()).sealed
      faulted(() => this.#snapshots.take(database))
      return this.#tellHealth()
    })
  }

  /** Puts a snapshot in the place of the store, which is set aside whole, whatever its state. */
  restoreSnapshot(name: string): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#status.state === 'inUse' || this.#status.state === 'newerVersion')
        throw errorOfStatus(this.#status)
      this.#snapshots.keepNewest()
      try {
        await restoreSnapshot(this.#deps, name, () => this.#release())
      } finally {
        if (this.#store === undefined) await this.#look()
      }
      return this.#status
    })
  }

  /** Makes what was deleted gone from this folder: a fresh snapshot, and every older copy removed. Throws the disk's errors. */
  purgeCopies(): Promise<PurgedCopies> {
    return this.#inTurn(async () => {
      const { sealed } = await this.#opened()
      try {
        return faulted(() => purgeCopies(this.#deps, sealed, this.#snapshots))
      } catch (error) {
        if (isVaultError(error) && error.code === 'KEYSTORE_DAMAGED') await this.#reopen()
        throw error
      }
    })
  }

  /** What falls due by itself, where the store is open: quiet, because nobody asked for it. */
  async doDueWork(): Promise<void> {
    if (this.#store === undefined) return
    const work = async (store: OpenStore): Promise<void> => {
      await this.#tidy(store)
      await doDueWork(store)
    }
    await this.change(work).catch(() => undefined)
    // A large store may have changes that came too soon after its last copy.
    this.#snapshotSoon()
  }

  /** Uses the open store; changes go through `change`. Throws why it is not open. */
  async read<T>(use: (store: OpenStore) => T | Promise<T>): Promise<T> {
    return use(await this.#opened())
  }

  /** Wipes the store key and the passphrase's key and gives the file free. */
  close(): void {
    this.#release()
    this.#know(null)
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
        this.#tellEpoch()
      }
    })
  }

  /** Tells of a change once, and has a snapshot taken after whoever asked for it has the answer. */
  #tellEpoch(): void {
    const epoch = this.#store?.rows.store.epoch
    if (epoch === undefined || epoch === this.#toldEpoch) return
    const isFirstLook = this.#toldEpoch === undefined
    this.#toldEpoch = epoch
    if (!isFirstLook) this.#onChanged(epoch)
    this.#snapshotSoon()
  }

  #snapshotSoon(): void {
    void this.#inTurn(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      const { database } = this.#store?.sealed ?? {}
      if (database !== undefined) this.#snapshots.takeWhereDue(database)
    })
  }

  #tellHealth(): Promise<VaultHealth> {
    return tellHealth(this.#deps, {
      status: this.#status,
      store: this.#store,
      lastCheck: this.#lastCheck,
      scryptSeconds: this.scryptSeconds,
    })
  }

  async #try(passphrase: string, scrypt: ScryptParameters): Promise<void> {
    this.#tries.begin()
    try {
      this.#know(await this.#derive(passphrase, scrypt))
      await this.#look()
    } catch (error) {
      this.#know(null)
      this.#tries.undo()
      throw error
    }
    const { state } = this.#status
    if (state === 'open' || state === 'olderCopy') return this.#tries.reset()
    // Its copies can be looked at with it. Whether it is right may not have been found out, so the try counts.
    if (state === 'damaged') return
    this.#know(null)
    if (state !== 'locked') return this.#tries.undo()
    const wrong = this.#tries.failed()
    this.#setStatus(this.#status)
    throw wrong
  }

  async #checkCurrent(store: OpenStore, current: string | null): Promise<void> {
    const scrypt = scryptParametersOf(store.rows.store)
    if (scrypt === null) return
    if (current === null) throw passphraseNeeded()
    this.#tries.begin()
    const { key } = await this.#derive(current, scrypt).catch((error: unknown) => {
      this.#tries.undo()
      throw error
    })
    try {
      const isRight = this.#known?.key.use((right) => key.use((given) => timingSafeEqual(right, given)))
      if (isRight !== true) throw this.#tries.failed()
      this.#tries.reset()
    } finally {
      key.wipe()
    }
  }

  async #derive(passphrase: string, parameters: ScryptParameters): Promise<TunedKey> {
    const { derive, monotonic } = this.#deps
    const bytes = passphraseBytes(passphrase)
    const began = monotonic()
    try {
      const key = await derive(bytes, parameters)
      return { parameters, key, seconds: (monotonic() - began) / 1000 }
    } finally {
      bytes.wipe()
    }
  }

  /** Afterwards the new store is open, or the one that was there is as it was. */
  async #replace(source: ResealSource, request: ResealRequest): Promise<void> {
    const release = (): void => this.#release()
    try {
      this.#know(await resealStore(this.#deps, source, { ...request, release }))
      this.#tries.reset()
      this.#staysLocked = false
    } finally {
      this.#lock = { cause: 'protectionChanged', at: this.#deps.now().toISOString() }
      if (this.#store === undefined) await this.#look()
    }
  }

  async #reopen(): Promise<void> {
    this.#release()
    await this.#look()
  }

  async #look(): Promise<void> {
    const unlocking = await unlockVault(this.#deps)
    if (unlocking.kind === 'open') {
      this.#store = unlocking.store
      this.#lastCheck = { at: this.#deps.now().toISOString(), findings: [] }
    } else if (unlocking.status.state === 'damaged') {
      this.#lastCheck = { at: this.#deps.now().toISOString(), findings: unlocking.status.findings }
    }
    this.#scrypt = unlocking.kind === 'closed' ? unlocking.scrypt : undefined
    this.#setStatus(unlocking.kind === 'open' ? unlocking.store.status : unlocking.status)
    this.#tellEpoch()
    // In its turn, after whoever asked for this look has the answer.
    if (unlocking.kind === 'open') void this.doDueWork()
  }

  /** What the keychain did not let be done before. */
  async #tidy(store: OpenStore): Promise<void> {
    await store.settleEpoch().catch(() => undefined)
    await finishReplacing(this.#deps, store).catch(() => undefined)
  }

  #release(): void {
    this.#store?.close()
    this.#store = undefined
  }

  #know(known: TunedKey | null): void {
    this.#known?.key.wipe()
    this.#known = known ?? undefined
  }

  #keyFor(salt: Uint8Array): TunedKey['key'] | undefined {
    const known = this.#known
    return known !== undefined && Buffer.compare(known.parameters.salt, salt) === 0 ? known.key : undefined
  }

  #setStatus(status: VaultStatus): void {
    const told = status.state === 'locked' ? this.#withTries(status) : status
    if (JSON.stringify(told) === JSON.stringify(this.#status)) return
    this.#status = told
    this.#onStatus(told)
  }

  #withTries(status: Extract<VaultStatus, { state: 'locked' }>): VaultStatus {
    const { wrong, retryAt } = this.#tries.standing()
    return { ...status, ...this.#lock, wrongTries: wrong, retryAt: retryAt?.toISOString() ?? null }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(work)
    this.#lastChange = turn.catch(() => undefined)
    return turn
  }
}

/** Not open, and the passphrase's key may be kept all the same. */
const keepsItsKey: ReadonlySet<VaultStatus['state']> = new Set(['olderCopy', 'damaged'])

/** A vault as the server sees it. */
export type VaultOperations = Pick<Vault, keyof Vault>

function canSetUp(status: VaultStatus, { mode }: Protection): boolean {
  if (status.state === 'noKeychain') return !status.storeExists && mode === 'passphrase'
  return status.state === 'notSetUp'
}

/** A file that SQLite cannot even look through is not whole either. */
function isWhole({ database, storeKey }: ResealSource): boolean {
  try {
    const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    return check === 'ok' && findChanges(database, storeKey).length === 0
  } catch {
    return false
  }
}

function faulted<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw storeFault(error)
  }
}

function passphraseNeeded(): VaultError {
  return new VaultError('PASSPHRASE_NEEDED', 'the key store wants its passphrase')
}

/** After these the file may not be what this process thinks it is, so it is opened and checked anew. */
const leavesDoubt: ReadonlySet<string> = new Set(['KEYSTORE_DAMAGED', 'DISK_FAILED', 'INTERNAL'])
