import { createCipheriv, createPublicKey, publicEncrypt } from 'node:crypto'
import { dirname } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import { oaepSha256 } from '../../main/keyrings/raw-rsa/oaep.ts'
import { Secret } from '../../main/secret/secret.ts'
import { startMac } from '../hierarchy/mac.ts'
import { backupKeyOf } from '../kit/kits.ts'
import { randomUuid } from '../random-ids.ts'
import type { OpenStore } from '../store/open-store.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { storeFault } from '../store/store-fault.ts'
import type { VaultDeps } from '../vault-deps.ts'
import type { BackupFiles } from './backup-files.ts'
import { digestOf, lengths, tagLength, writeHead } from './backup-form.ts'
import type { BackupHeader } from './backup-header.ts'

/** More than any store; a file that is longer is not read either. */
export const longestBackup = 1 << 30

export interface BackupRequest {
  /** A new name: no file is ever replaced. */
  readonly path: string
  readonly madeFor: string
}

/**
 * Writes the store as a new file that only the kit in use opens, and that only who has this store, or the kit, can have made.
 * Throws KIT_NOT_MADE and the disk's errors; no file is left then.
 */
export function writeBackup(
  store: OpenStore,
  { path, madeFor }: BackupRequest,
  { backupFiles, ...deps }: VaultDeps & { readonly backupFiles: BackupFiles },
): { readonly epoch: number; readonly bytes: number } {
  const { kit, backupKey } = backupKeyOf(store)
  const contentKey = Secret.take(deps.random(32))
  const unfinished = `${path}.${randomUuid(deps.random)}.unfinished`
  try {
    const { storeId, createdAt, epoch } = store.rows.store
    const header: BackupHeader = {
      storeId,
      storeCreatedAt: createdAt,
      epoch,
      kitId: kit.kitId,
      fingerprint: kit.fingerprint,
      madeAt: store.now().toISOString(),
      madeFor,
      keyCount: store.rows.keys.length,
    }
    const head = writeHead(header, wrapped(contentKey, kit.publicKey), deps.random(lengths.iv))
    const sealed = sealContent(store, { contentKey, head, copy: copyOf(store, deps, backupFiles) })
    const mac = startMac(backupKey).update(head).update(sealed).digest()
    const parts = [head, sealed, mac, digestOf(head, sealed, mac)]
    publish(parts, { unfinished, path }, backupFiles)
    return { epoch, bytes: parts.reduce((sum, part) => sum + part.length, 0) }
  } catch (error) {
    throw storeFault(error)
  } finally {
    contentKey.wipe()
    backupKey.wipe()
  }
}

function publish(
  parts: readonly Uint8Array[],
  { unfinished, path }: { readonly unfinished: string; readonly path: string },
  files: BackupFiles,
): void {
  try {
    files.create(unfinished, parts)
    files.publish(unfinished, path)
  } catch (error) {
    throw isTaken(error) ? taken(error) : error
  } finally {
    removeQuietly(unfinished, files)
  }
  files.syncFolder(dirname(path))
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function taken(cause: unknown): VaultError {
  return new VaultError('TARGET_EXISTS', 'a file of this name is there already; choose another name', {
    cause,
  })
}

function wrapped(contentKey: Secret, publicKey: Uint8Array): Buffer {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
  return contentKey.use((bytes) => publicEncrypt({ key, ...oaepSha256 }, bytes))
}

/** A whole copy (`VACUUM INTO`), by way of a file in the store's own folder. What is secret in it is sealed. */
function copyOf(
  { sealed: { database } }: OpenStore,
  { paths, files, random }: VaultDeps,
  disk: BackupFiles,
): Buffer {
  const path = paths.unfinished(randomUuid(random))
  try {
    files.remove(path)
    database.prepare('VACUUM INTO ?').run(path)
    const copy = disk.read(path, longestBackup, longestBackup)
    if (copy === undefined) throw new Error('the copy of the store is too long for a backup')
    return copy
  } finally {
    removeQuietly(path, files)
  }
}

interface Content {
  readonly contentKey: Secret
  readonly head: Uint8Array
  readonly copy: Uint8Array
}

/** The store key, then the copy; the tag behind them. */
function sealContent({ storeKey }: OpenStore, { contentKey, head, copy }: Content): Buffer {
  const iv = head.subarray(head.length - lengths.iv)
  const cipher = contentKey.use((key) =>
    createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(head),
  )
  const sealed = Buffer.alloc(lengths.storeKey + copy.length + tagLength)
  storeKey.use((bytes) => sealed.set(cipher.update(bytes)))
  sealed.set(cipher.update(copy), lengths.storeKey)
  cipher.final()
  sealed.set(cipher.getAuthTag(), sealed.length - tagLength)
  return sealed
}
