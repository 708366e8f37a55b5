import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyFiles } from '../files/key-files.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { encryptionHandlers } from './encryption-handlers.ts'
import { signatureHandlers } from './signature-handlers.ts'

export interface KeyTryingOptions {
  readonly sessions: KeyAccess
  readonly files: KeyFiles
}

/** The calls of `try.*`: a key of AWS KMS tried by hand, with a short text or a small file. */
export function createKeyTrying({ sessions, files }: KeyTryingOptions): HandlersOf<'try'> {
  return { ...encryptionHandlers(sessions, files), ...signatureHandlers(sessions, files) }
}
