import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { VaultStatus } from '../../shared/model/vault.ts'
import { unwrapWithAes, wrapWithAes } from '../../main/keyrings/raw-aes/wrap-with-aes.ts'
import type { EncryptionContext } from '../../main/message/encryption-context.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { unsealMaterial } from '../hierarchy/key-material.ts'
import type { KeychainItems } from '../keychain/keychain-items.ts'
import { parseAlias } from '../keys/alias-rules.ts'
import { insertKey } from '../keys/insert-key.ts'
import { KeyIndex } from '../keys/key-index.ts'
import type { KeystoreInput, KeystoreOutput, LocalKey } from '../protocol.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { openNamedSecret, putNamedSecret } from '../secrets/named-secrets.ts'
import { changeStore } from './change-store.ts'
import { readStoreRows, type MaterialRecord, type StoreRows } from './store-rows.ts'
import { storeFault } from './store-fault.ts'

export interface OpenStoreParts {
  readonly database: DatabaseSync
  /** Becomes the open store's: `close` wipes it. */
  readonly storeKey: Secret
  /** Rows whose MAC was checked. */
  readonly rows: StoreRows
  readonly items: KeychainItems
  /** The epoch that the keychain is known to hold. */
  readonly epochInKeychain: number
}

/** A secret to seal under a name. It stays the caller's to wipe. */
export interface NamedSecret extends KeystoreInput<'getSecret'> {
  readonly secret: Secret
}

export interface OpenStoreOptions {
  readonly random: RandomBytes
  readonly now: () => Date
}

/** A store whose keys can be used: its file locked, its store key in memory. Every method throws VaultError. */
export class OpenStore {
  readonly #database: DatabaseSync
  readonly #storeKey: Secret
  readonly #items: KeychainItems
  readonly #options: OpenStoreOptions
  #rows: StoreRows
  #index: KeyIndex
  #epochInKeychain: number

  constructor(
    { database, storeKey, rows, items, epochInKeychain }: OpenStoreParts,
    options: OpenStoreOptions,
  ) {
    this.#database = database
    this.#storeKey = storeKey
    this.#items = items
    this.#options = options
    this.#rows = rows
    this.#index = new KeyIndex(rows)
    this.#epochInKeychain = epochInKeychain
  }

  get status(): VaultStatus {
    const { storeId, createdAt, keychain } = this.#rows.store
    return { state: 'open', keychain, storeId, createdAt, keyCount: this.#index.size }
  }

  list(): readonly LocalKey[] {
    return this.#index.list()
  }

  describe(keyId: string): LocalKey {
    return this.#index.describe(keyId)
  }

  /**
   * Makes a key. Throws KEY_NAME_INVALID, KEY_NAME_TAKEN, the keychain's errors while an earlier change is not yet known
   * to the keychain, and the disk's; the store is then as it was.
   */
  async createKey({ alias, description }: KeystoreInput<'createKey'>): Promise<LocalKey> {
    const name = parseAlias(alias)
    if (this.#index.hasName(name.folded))
      throw new VaultError('KEY_NAME_TAKEN', 'a key of this name exists; choose another', {
        facts: { name: name.alias },
      })
    const createdAt = this.#options.now().toISOString()
    const options = { storeKey: this.#storeKey, random: this.#options.random }
    let keyId = ''
    await this.#change((database) => {
      keyId = insertKey(database, { alias: name, description, createdAt }, options)
    })
    return this.describe(keyId)
  }

  /** Wraps a data key under the key's current material; the data key stays the caller's to wipe. */
  wrap(keyId: string, context: EncryptionContext, dataKey: Secret): KeystoreOutput<'wrap'> {
    const record = this.#index.materialToWrap(keyId)
    const wrappingKey = this.#unseal(record)
    try {
      const { random } = this.#options
      const { iv, ciphertext } = wrapWithAes({ wrappingKey, context, dataKey, random })
      return { keyId, keyMaterialId: record.materialId, iv, ciphertext }
    } finally {
      wrappingKey.wipe()
    }
  }

  /** The caller wipes the data key. Throws DATA_KEY_DAMAGED for a wrapped key or context that was not wrapped here. */
  unwrap(input: KeystoreInput<'unwrap'>, context: EncryptionContext): Secret {
    const wrappingKey = this.#unseal(this.#index.materialToUnwrap(input.keyId, input.keyMaterialId))
    try {
      return unwrapWithAes({ wrappingKey, context, iv: input.iv, ciphertext: input.ciphertext })
    } finally {
      wrappingKey.wipe()
    }
  }

  /** Seals a secret under its name, in place of an earlier one. Throws as `createKey` does. */
  async putSecret(named: NamedSecret): Promise<void> {
    const { random, now } = this.#options
    const options = { storeKey: this.#storeKey, random, createdAt: now().toISOString() }
    await this.#change((database) => putNamedSecret(database, named, options))
  }

  /** The caller wipes it; null where nothing is sealed under that name for that purpose. */
  getSecret(input: KeystoreInput<'getSecret'>): Secret | null {
    return openNamedSecret(this.#rows.secrets, input, this.#storeKey)
  }

  /** Without such a secret nothing is changed. Throws as `createKey` does. */
  async dropSecret(name: string): Promise<void> {
    if (!this.#rows.secrets.some((each) => each.name === name)) return
    await this.#change((database) => database.prepare('DELETE FROM secrets WHERE name = ?').run(name))
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
    this.#storeKey.wipe()
    this.#database.close()
  }

  /**
   * The order that a crash cannot break: the keychain knows the epoch of the last change; the change is committed with
   * the next epoch; the keychain learns it. A store ahead of the keychain is a crash in between, and mended when it is
   * opened or before the next change; so a second change never begins before the keychain has caught up.
   */
  async #change(change: (database: DatabaseSync) => unknown): Promise<void> {
    await this.settleEpoch()
    try {
      this.#rows = changeStore(this.#database, this.#storeKey, { change, read: readStoreRows })
    } catch (error) {
      throw storeFault(error)
    }
    this.#index = new KeyIndex(this.#rows)
    // The change is durable already: a keychain that fails now is asked again before the next one.
    await this.settleEpoch().catch(() => undefined)
  }

  #unseal(record: MaterialRecord): Secret {
    const material = unsealMaterial(record, this.#storeKey, record)
    if (material === undefined)
      throw new VaultError('KEYSTORE_DAMAGED', 'the sealed key material does not open; the store is damaged')
    return material
  }
}
