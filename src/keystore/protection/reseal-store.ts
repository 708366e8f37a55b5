import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { countLostUses } from '../keys/usage/count-lost-uses.ts'
import { versionOf } from '../store/migrate-store.ts'
import { migrations } from '../store/migrations.ts'
import { openDatabase } from '../store/open-database.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { storeFault } from '../store/store-fault.ts'
import { storeMacHolds, writeStoreMac } from '../store/store-mac.ts'
import { readIdentity, readStoreRow } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { usesKeychain } from './join-factors.ts'
import { makeProtection, type NewProtection, type Protection } from './new-protection.ts'
import { placeStore } from './place-store.ts'
import { formerStores, noteFormerStores, type FormerStore } from './replaced-note.ts'
import { sealAnew } from './seal-anew.ts'
import type { TunedKey } from './tune-scrypt.ts'

/** An open, checked store whose content the new one gets. It is read and never changed. */
export interface ResealSource {
  readonly database: DatabaseSync
  readonly storeKey: Secret
}

export interface ResealRequest {
  readonly protection: Protection
  /**
   * `discard`: the source is the store in its place; once the new one is there, nothing opens it or a copy of it any more.
   * `setAside`: whatever is in its place keeps its content, its copies and its secret, under another name.
   */
  readonly present: 'discard' | 'setAside'
  /** The new store's epoch is above it, and above the source's. */
  readonly epochAbove: number
  /** Closes the file in its place where it is open here. Called once, whether or not the new store got its name. */
  readonly release?: () => void
}

/**
 * Writes a whole store with the content of `source` under a new store id, keychain secret and store key, and puts it in the
 * place of the present one. In this order, so that at each moment the old store or the new one opens: the new secret and
 * epoch in the keychain; the new file whole, checked and on the disk under a name that nothing opens; its final name. What
 * is left of the old one is removed after that by `finishReplacing`, also at a later opening: the new store notes it.
 * Returns the passphrase's key, the caller's to wipe. Throws VaultError; the present store is then as it was.
 */
export async function resealStore(
  deps: VaultDeps,
  source: ResealSource,
  request: ResealRequest,
): Promise<TunedKey | null> {
  let made: NewProtection | undefined
  try {
    const former = formerOf(source, request)
    // A secret that cannot be removed afterwards would go on opening every copy.
    for (const { storeId, keychain } of former.slice(-1)) if (keychain) await deps.items.probe(storeId)
    made = await makeProtection(deps, request.protection)
    const epoch = Math.max(readIdentity(source.database).epoch, request.epochAbove) + 1
    await writeItems(deps, made, epoch)
    await replace(deps, { source, request, made, epoch, former })
    return made.tuned
  } catch (error) {
    made?.tuned?.key.wipe()
    throw storeFault(error)
  } finally {
    made?.keychainSecret?.wipe()
    made?.storeKey.wipe()
  }
}

interface Resealing {
  readonly source: ResealSource
  readonly request: ResealRequest
  readonly made: NewProtection
  readonly epoch: number
  readonly former: readonly FormerStore[]
}

/** The stores that must not open afterwards: those of an earlier time that are still noted, and the present one, last. */
function formerOf({ database }: ResealSource, { present }: ResealRequest): readonly FormerStore[] {
  if (present === 'setAside') return []
  const { storeId, mode } = readStoreRow(database)
  return [...formerStores(database), { storeId, keychain: usesKeychain(mode) }]
}

async function writeItems({ items }: VaultDeps, made: NewProtection, epoch: number): Promise<void> {
  const { keychainSecret, binding } = made
  if (keychainSecret === null) return
  try {
    await items.writeSecret(binding.storeId, keychainSecret)
    await items.writeEpoch(binding.storeId, epoch)
  } catch (error) {
    await items.forget(binding.storeId)
    throw error
  }
}

async function replace(deps: VaultDeps, resealing: Resealing): Promise<void> {
  const { request, made } = resealing
  const { paths, files, items } = deps
  const unfinished = paths.unfinished(made.binding.storeId)
  let isWritten = false
  try {
    writeWhole(deps, resealing, unfinished)
    isWritten = true
    placeStore(deps, unfinished, request)
  } catch (error) {
    // Once the whole file has left this name it may have the final one, and its secret must stay.
    if (!isWritten || stillThere(deps, unfinished)) {
      removeQuietly(unfinished, files)
      if (made.keychainSecret !== null) await items.forget(made.binding.storeId)
    }
    throw error
  }
}

function stillThere({ files }: VaultDeps, path: string): boolean {
  try {
    return files.kindOf(path) !== 'nothing'
  } catch {
    return false
  }
}

/** A copy of the source, then changed in one transaction; what was sealed before is overwritten by `secure_delete`. */
function writeWhole({ files, paths, keychain, random }: VaultDeps, resealing: Resealing, path: string): void {
  const { source, request, made, epoch, former } = resealing
  files.makeFolder(paths.folder)
  files.remove(path)
  source.database.prepare('VACUUM INTO ?').run(path)
  const database = openDatabase(path)
  try {
    database.exec('BEGIN')
    if (!storeMacHolds(database, source.storeKey))
      throw new VaultError('KEYSTORE_DAMAGED', 'the key store was changed from outside while it was copied')
    migrate(database)
    // Set aside is what a backup replaces; otherwise the source is the newest store there is.
    if (request.present === 'setAside') countLostUses(database)
    sealAnew(database, { from: source.storeKey, to: made.storeKey, random })
    putIdentity(database, { made, epoch, keychain: made.keychainSecret === null ? '' : keychain })
    noteFormerStores(database, former)
    writeStoreMac(database, made.storeKey)
    database.exec('COMMIT')
  } finally {
    // Closing folds the write-ahead log into the file, which is then whole by itself.
    database.close()
  }
  files.finish(path)
  files.syncFolder(paths.folder)
}

/** A backup may be of an earlier version; the store that it came from is not touched. */
function migrate(database: DatabaseSync): void {
  for (const { to, apply } of migrations) {
    if (to <= versionOf(database)) continue
    apply(database)
    database.exec(`PRAGMA user_version = ${to}`)
  }
}

function putIdentity(
  database: DatabaseSync,
  { made, epoch, keychain }: Pick<Resealing, 'made' | 'epoch'> & { readonly keychain: string },
): void {
  const { binding, sealedStoreKey } = made
  database
    .prepare(
      `UPDATE store SET store_id = ?, keychain = ?, mode = ?, scrypt_salt = ?, scrypt_n = ?, scrypt_r = ?, scrypt_p = ?,
      store_key_iv = ?, store_key_sealed = ?, epoch = ?`,
    )
    .run(
      binding.storeId,
      keychain,
      binding.mode,
      binding.scryptSalt,
      binding.scryptN,
      binding.scryptR,
      binding.scryptP,
      sealedStoreKey.iv,
      sealedStoreKey.sealed,
      epoch,
    )
}
