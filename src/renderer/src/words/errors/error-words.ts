import type { Problem } from '../../../../shared/model/problem.ts'
import type { VaultErrorCode } from '../../../../shared/vault-error.ts'
import type { ErrorText, ErrorWords } from './error-text.ts'
import { connectionWords } from './connection-words.ts'
import { fileWords } from './file-words.ts'
import { historyWords } from './history-words.ts'
import { keyChangeWords } from './key-change-words.ts'
import { keyWords } from './key-words.ts'
import { keychainWords } from './keychain-words.ts'
import { kmsServiceWords } from './kms-service-words.ts'
import { kmsWords } from './kms-words.ts'
import { localKeyWords } from './local-key-words.ts'
import { peopleWords } from './people-words.ts'
import { recoveryWords } from './recovery-words.ts'
import { vaultLockWords } from './vault-lock-words.ts'
import { messageWords } from './message-words.ts'

/** The one table from codes to words. A code without words does not compile. */
export const errorWords: Readonly<Record<VaultErrorCode, ErrorWords>> = {
  ...messageWords,
  ...keyWords,
  ...keychainWords,
  ...kmsWords,
  ...kmsServiceWords,
  ...connectionWords,
  ...keyChangeWords,
  ...fileWords,
  ...historyWords,
  ...localKeyWords,
  ...vaultLockWords,
  ...recoveryWords,
  ...peopleWords,
}

/** The words for a problem. */
export function errorText(problem: Problem): ErrorText {
  const words = errorWords[problem.code]
  return typeof words === 'function' ? words(problem.facts) : words
}
