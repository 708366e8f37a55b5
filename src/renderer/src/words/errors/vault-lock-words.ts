import type { ErrorWordsByCode } from './error-text.ts'
import { fact } from './facts.ts'

/** Words for the lock, the passphrase and local copies of the store. */
export const vaultLockWords = {
  KEYSTORE_LOCKED: {
    title: 'Keyhold is locked',
    why: 'The keys on this computer are not in memory.',
    next: 'Unlock it, then try again.',
  },
  KEYCHAIN_OTHER: {
    title: 'Another keychain answers than before',
    why: 'The secret of your keys is in the one that was used when they were made. Nothing is lost.',
    next: 'Start that keychain, or use the recovery kit.',
  },
  PASSPHRASE_WRONG: {
    title: 'That is not the passphrase',
    why: 'Nothing was opened.',
    next: 'Type it again.',
  },
  PASSPHRASE_WAIT: (facts) => ({
    title: 'Too many wrong passphrases',
    why: `The next one is looked at ${fact(facts, 'retryAt') ?? 'later'}.`,
    next: 'Wait until then, or use the recovery kit.',
  }),
  PASSPHRASE_NEEDED: {
    title: 'A passphrase is needed',
    why: 'Your keys are locked by one.',
    next: 'Type it, then try again.',
  },
  SNAPSHOT_NOT_FOUND: {
    title: 'This copy of your keys is not there any more',
    why: 'It was removed, or it does not match its seal.',
    next: 'Choose another copy.',
  },
} as const satisfies ErrorWordsByCode
