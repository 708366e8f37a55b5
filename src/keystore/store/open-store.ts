import type { DatabaseSync } from 'node:sqlite'
import type { VaultStatus } from '../../shared/model/vault.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { EpochItems } from '../protection/epoch-items.ts'
import { KeyIndex } from '../keys/key-index.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { changeStore } from './change-store.ts'
import { readChangedRows } from './read-store-rows.ts'
import type { StoreRows } from './store-rows.ts'
import { storeFault } from './store-fault.ts'

export interface OpenStoreParts {
  readonly database: DatabaseSync
  /** Becomes the open store's: `close` wipes it. */
  readonly storeKey: Secret
  /** Rows whose MAC was checked. */
  readonly rows: StoreRows
  readonly items: EpochItems
  /** The epoch that the keychain is known to hold. */
  readonly epochInKeychain: number
}

export interface OpenStoreOptions {
  readonly random: RandomBytes
  readonly now: () => Date
  /** Done within each change of the store: the activity log's end is remembered. */
  readonly alongside?: (database: DatabaseSync) => void
}

/**
 * A store whose keys can be used: its file locked, its store key in memory. What is done with its rows is in `keys/`,
 * `secrets/`, `recovery/` and `people/`: functions that take the store. Every method throws VaultError.
 */
export class OpenStore {
  readonly random: RandomBytes
  readonly now: () => Date
  /** Wiped by `close`; nobody else wipes it. */
  readonly storeKey: Secret
  readonly #database: DatabaseSync
  readonly #items: EpochItems
  #rows: StoreRows
  #keys: KeyIndex
  #epochInKeychain: number
  readonly #alongside: ((database: DatabaseSync) => void) | undefined

  constructor(
    { database, storeKey, rows, items, epochInKeychain }: OpenStoreParts,
    { random, now, alongside }: OpenStoreOptions,
  ) {
    this.#alongside = alongside
    this.#database = database
    this.storeKey = storeKey
    this.#items = items
    this.random = random
    this.now = now
    this.#rows = rows
    this.#keys = new KeyIndex(rows, { now })
    this.#epochInKeychain = epochInKeychain
  }

  /** The rows that the MAC vouched for, as of the last change. */
  get rows(): StoreRows {
    return this.#rows
  }

  get keys(): KeyIndex {
    return this.#keys
  }

  /** What sealing it anew and copying it read; nobody changes it but through `change`. */
  get sealed(): { readonly database: DatabaseSync; readonly storeKey: Secret } {
    return { database: this.#database, storeKey: this.storeKey }
  }

  get status(): VaultStatus {
    const { storeId, createdAt, keychain, mode } = this.#rows.store
    return { state: 'open', keychain, storeId, createdAt, keyCount: this.#keys.size, mode }
  }

  /** Tells the keychain the store's epoch where it does not know it yet. Throws the keychain's errors. */
  async settleEpoch(): Promise<void> {
    const { storeId, epoch } = this.#rows.store
    if (this.#epochInKeychain === epoch) return
    await this.#items.writeEpoch(storeId, epoch)
    this.#epochInKeychain = epoch
  }

  /** Wipes the store key and gives the file free. */
  close(): void {
    this.storeKey.wipe()
    this.#database.close()
  }

  /**
   * One change of the store, in the order that a crash cannot break: the keychain knows the epoch of the last change; the
   * change is committed with the next epoch; the keychain learns it. A store ahead of the keychain is a crash in between,
   * and mended when it is opened or before the next change; so a second change never begins before the keychain has
   * caught up. Throws the keychain's errors, the disk's, and what `change` throws; the store is then as it was.
   */
  async change(change: (database: DatabaseSync) => unknown): Promise<void> {
    await this.settleEpoch()
    try {
      const whole = (database: DatabaseSync): void => {
        change(database)
        this.#alongside?.(database)
      }
      this.#rows = changeStore(this.#database, this.storeKey, {
        change: whole,
        read: (database, touched) => readChangedRows(database, this.#rows, touched),
      })
    } catch (error) {
      throw storeFault(error)
    }
    this.#keys = new KeyIndex(this.#rows, { now: this.now })
    // The change is durable already: a keychain that fails now is asked again before the next one.
    await this.settleEpoch().catch(() => undefined)
  }
}
