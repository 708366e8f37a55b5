import { VaultError } from '../../../shared/vault-error.ts'

/** AWS KMS encrypts at most so many bytes itself. */
export const mostBlobPlaintext = 4096

const says = {
  doors: 'a kms ciphertext blob has exactly one key, of aws kms; choose one',
  tooLarge: 'aws kms encrypts at most 4,096 bytes itself; make it an encrypted file instead',
  empty: 'aws kms encrypts no empty file; make it an encrypted file instead',
  move: 'a kms ciphertext blob has no doors to move; open it, or encrypt it again under another key',
  folder: 'a folder cannot be a kms ciphertext blob; make it an encrypted file instead',
} as const

/** Why something cannot be a KMS ciphertext blob. */
export type BlobObstacle = keyof typeof says

/** The error for it: KMS_BLOB_IMPOSSIBLE with the fact `reason`. */
export function blobImpossible(reason: BlobObstacle): VaultError {
  return new VaultError('KMS_BLOB_IMPOSSIBLE', says[reason], { facts: { reason, limit: mostBlobPlaintext } })
}

/** Why a file of so many bytes cannot be one; null where it can. */
export function blobObstacle(size: number): BlobObstacle | null {
  if (size === 0) return 'empty'
  return size > mostBlobPlaintext ? 'tooLarge' : null
}
