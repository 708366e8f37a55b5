import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyFiles } from '../files/key-files.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { encryptionHandlers } from './encryption-handlers.ts'
import { signatureHandlers } from './signature-handlers.ts'
import type { TriedFiles } from './tried-blobs.ts'

export interface KeyTryingOptions {
  readonly sessions: KeyAccess
  readonly files: KeyFiles
  /** Takes in what becomes known of files: one that holds a ciphertext blob is found again by its key. */
  readonly known: TriedFiles
}

/** The calls of `try.*`: a key of AWS KMS tried by hand, with a short text or a small file. */
export function createKeyTrying({ sessions, files, known }: KeyTryingOptions): AwsHandlersOf<'try'> {
  return { ...encryptionHandlers(sessions, files, known), ...signatureHandlers(sessions, files) }
}
