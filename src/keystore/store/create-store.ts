import type { Secret } from '../../main/secret/secret.ts'
import type { StoreKeyBinding } from '../hierarchy/store-key.ts'
import type { Sealed } from '../hierarchy/sealed.ts'
import { openDatabase } from './open-database.ts'
import { removeQuietly } from './remove-quietly.ts'
import type { StoreFiles } from './store-files.ts'
import { writeStoreMac } from './store-mac.ts'
import type { StorePaths } from './store-paths.ts'
import { createSchema } from './store-schema.ts'

/** The epoch of a store that was just made. */
export const firstEpoch = 1

export interface NewStore {
  readonly binding: StoreKeyBinding
  /** ISO 8601. */
  readonly createdAt: string
  /** The keychain's name, so that a change of backend shows later. SECURITY.md point 33. */
  readonly keychain: string
  readonly storeKey: Secret
  readonly sealedStoreKey: Sealed
}

/**
 * Makes the store file whole and on the disk under a name that nothing opens, and returns that name. Throws Node's and
 * SQLite's errors, and leaves nothing behind then.
 */
export function prepareStore(store: NewStore, paths: StorePaths, files: StoreFiles): string {
  const unfinished = paths.unfinished(store.binding.storeId)
  files.makeFolder(paths.folder)
  try {
    writeStore(store, unfinished)
    files.finish(unfinished)
    return unfinished
  } catch (error) {
    removeQuietly(unfinished, files)
    throw error
  }
}

/**
 * Gives a prepared store its final name, never in place of an existing file. Throws Node's errors: EEXIST where another
 * was first. After an error the name may still have been given (a network file system that lost the answer), so the
 * caller keeps the secret that belongs to it.
 */
export function publishStore(unfinished: string, paths: StorePaths, files: StoreFiles): void {
  files.publish(unfinished, paths.file)
  removeQuietly(unfinished, files)
  files.syncFolder(paths.folder)
}

function writeStore(
  { binding, createdAt, keychain, storeKey, sealedStoreKey }: NewStore,
  path: string,
): void {
  const database = openDatabase(path)
  try {
    database.exec('BEGIN')
    createSchema(database)
    database
      .prepare(
        `INSERT INTO store (one, store_id, created_at, keychain, mode, scrypt_salt, scrypt_n, scrypt_r, scrypt_p,
        store_key_iv, store_key_sealed, epoch, mac) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        binding.storeId,
        createdAt,
        keychain,
        binding.mode,
        binding.scryptSalt,
        binding.scryptN,
        binding.scryptR,
        binding.scryptP,
        sealedStoreKey.iv,
        sealedStoreKey.sealed,
        firstEpoch,
        Buffer.alloc(0),
      )
    writeStoreMac(database, storeKey)
    database.exec('COMMIT')
  } finally {
    // Closing folds the write-ahead log into the file, which is then whole by itself.
    database.close()
  }
}
