import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { joinSameCalls } from '../managing/join-same-calls.ts'
import type { TriedFiles } from '../trying/tried-blobs.ts'
import { aliasHandlers } from './aliases.ts'
import { changingHandlers } from './changing.ts'
import { importHandlers } from './importing.ts'
import type { KeyCalls } from './local-key-in-hand.ts'
import { readingHandlers } from './reading.ts'
import { tryingEncryption } from './trying-encryption.ts'
import { tryingSignatures } from './trying-signatures.ts'

export interface LocalKeyAdminOptions {
  readonly keystore: KeyCalls
  readonly files: KeyFiles
  /** Takes in what becomes known of files by trying a key. */
  readonly known: Pick<TriedFiles, 'record' | 'now'>
  readonly now: () => Date
}

/** The calls of `key.*`, `manage.*` and `try.*` for keys of this computer. What it leaves out, they do not have. */
export function createLocalKeyAdmin(
  options: LocalKeyAdminOptions,
): Partial<LocalHandlersOf<'key' | 'manage' | 'try'>> {
  const { keystore } = options
  return {
    ...readingHandlers(keystore),
    ...joinSameCalls({
      ...changingHandlers(keystore),
      ...aliasHandlers(keystore),
      ...importHandlers(options),
    }),
    ...tryingEncryption(options),
    ...tryingSignatures(options),
  }
}
