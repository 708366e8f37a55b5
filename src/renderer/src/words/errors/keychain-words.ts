import type { ErrorWordsByCode } from './error-text.ts'
import { fact } from './facts.ts'

/** Words for the keys on this computer: the OS keychain and the store that it opens. */
export const keychainWords = {
  KEYCHAIN_UNAVAILABLE: {
    title: 'The system keychain cannot be reached',
    why: 'The keys on this computer are locked by a secret in it. Nothing is lost.',
    next: 'Start or unlock the keychain, then try again. Without it, the recovery kit opens files that have its door.',
  },
  KEYCHAIN_LOCKED: {
    title: 'The system keychain is locked, or it refused Keyhold',
    why: 'The keys on this computer are locked by a secret in it. Nothing is lost.',
    next: 'Unlock the keychain, then try again. If it asks whether Keyhold may use it, allow it.',
  },
  KEYCHAIN_ITEM_MISSING: {
    title: 'The keychain no longer holds the secret of your keys',
    why: 'Your keys are still stored, and cannot be opened without it. Keyhold does not make a new one over them.',
    next: 'Start the keychain that was used before, or restore it from a backup, then try again. Or use the recovery kit.',
  },
  KEYCHAIN_NOT_ANSWERING: {
    title: 'The system keychain does not answer',
    why: 'A window of the keychain may wait for you, perhaps behind this one.',
    next: 'Answer it, then try again.',
  },
  KEYCHAIN_WRITE_FAILED: {
    title: 'The system keychain did not keep the secret',
    why: 'What was written could not be read back. The keys stay as they were.',
    next: 'Check the keychain, then try again.',
  },
  KEYSTORE_NOT_SET_UP: {
    title: 'There is no key on this computer yet',
    why: 'Keys on this computer have not been set up.',
    next: 'Make the first key.',
  },
  KEYSTORE_ALREADY_SET_UP: {
    title: 'Keys on this computer are set up already',
    why: 'There is a store, and it is never made twice.',
    next: 'Go on with the keys that are there.',
  },
  KEYSTORE_DAMAGED: {
    title: 'The store of your keys is damaged',
    why: 'It does not match its seal. Keyhold leaves it as it is.',
    next: 'Restore the newest good copy under Settings, This computer, or use the recovery kit with a backup.',
  },
  KEYSTORE_OLDER_COPY: {
    title: 'This is an older copy of your keys’ store',
    why: 'Keys made after it are not in it. Nothing was changed.',
    next: 'Put the newer store back, or open this copy under Settings, This computer.',
  },
  KEYSTORE_NEWER_VERSION: (facts) => ({
    title: 'The store of your keys is from a newer Keyhold',
    why: `This version cannot read it${versionIn(fact(facts, 'version'))}, and leaves it as it is.`,
    next: 'Install the newer Keyhold.',
  }),
  KEYSTORE_IN_USE: {
    title: 'Another Keyhold uses your keys',
    why: 'Only one at a time may.',
    next: 'Close the other one, then try again.',
  },
  KEYSTORE_STOPPED: {
    title: 'The part of Keyhold that holds your keys has stopped',
    why: 'Its keys are wiped from memory. What is stored is unchanged.',
    next: 'Try again to start it.',
  },
} as const satisfies ErrorWordsByCode

const versionIn = (version: string | undefined): string =>
  version === undefined ? '' : ` (version ${version})`
