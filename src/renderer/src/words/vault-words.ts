import { assertNever } from '../../../shared/assert-never.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { many } from '../format/lists.ts'
import { olderCopyText } from './older-copy-text.ts'
import type { ErrorText } from './errors/error-text.ts'

/** The vault's state at the foot of the rail: a word, a line under it, and whether it is well. */
export interface VaultSummary {
  readonly word: string
  readonly line: string
  readonly tone: 'ok' | 'quiet' | 'bad'
}

/** The state in few words. */
export function vaultSummary(status: VaultStatus): VaultSummary {
  switch (status.state) {
    case 'starting':
      return { word: 'Starting', line: 'Looking at the keychain', tone: 'quiet' }
    case 'notSetUp':
      return { word: 'No local key', line: 'On this computer', tone: 'quiet' }
    case 'open':
      return { word: 'Unlocked', line: many(status.keyCount, 'key'), tone: 'ok' }
    case 'locked':
      return { word: 'Locked', line: 'Keys not in memory', tone: 'quiet' }
    case 'otherKeychain':
      return { word: 'Another keychain', line: 'Keys out of reach', tone: 'bad' }
    case 'noKeychain':
      return {
        word: 'No keychain',
        line: status.storeExists ? 'Keys out of reach' : 'On this computer',
        tone: 'bad',
      }
    case 'keychainLocked':
      return { word: 'Keychain locked', line: 'Unlock it to go on', tone: 'bad' }
    case 'keychainNotAnswering':
      return { word: 'Keychain silent', line: 'It does not answer', tone: 'bad' }
    case 'itemMissing':
      return { word: 'Secret missing', line: 'Keys out of reach', tone: 'bad' }
    case 'damaged':
      return { word: 'Store damaged', line: 'Keys out of reach', tone: 'bad' }
    case 'olderCopy':
      return { word: 'Older copy', line: 'Keys not opened yet', tone: 'bad' }
    case 'notReadable':
      return { word: 'Store out of reach', line: 'The disk refuses it', tone: 'bad' }
    case 'newerVersion':
      return { word: 'Newer store', line: 'Update Keyhold', tone: 'bad' }
    case 'inUse':
      return { word: 'In use', line: 'By another Keyhold', tone: 'bad' }
    case 'stopped':
      return { word: 'Stopped', line: 'Keys not in memory', tone: 'bad' }
    default:
      return assertNever(status)
  }
}

const refusals = {
  DISK_FULL: 'The disk is full.',
  FOLDER_NOT_WRITABLE: 'You have no permission to write in its folder.',
  DISK_FAILED: 'The disk reported an error.',
} as const
const keysAreThere = 'Your keys are stored here and cannot be opened without it. Nothing is lost.'
const noKeysYet = 'Keys on this computer are locked by a secret kept there. AWS keys work without it.'

/** What to show where the keys on this computer cannot be used; null while all is well or not set up yet. */
export function vaultTrouble(status: VaultStatus): ErrorText | null {
  switch (status.state) {
    case 'starting':
    case 'notSetUp':
    case 'open':
    case 'locked':
      return null
    case 'otherKeychain':
      return {
        title: 'Another keychain answers than before',
        why: `The keys on this computer are locked by a secret in ${status.was}. Now ${status.now} answers, and does not have it. Nothing is lost.`,
        next: 'Start the keychain that was used before, then try again; or use the recovery kit.',
      }
    case 'noKeychain':
      return {
        title: 'No keychain was found on this computer',
        why: status.storeExists ? keysAreThere : noKeysYet,
        next: status.storeExists
          ? 'Start the keychain (a Secret Service such as GNOME Keyring or KWallet), then try again; or use the recovery kit.'
          : 'Install or start a keychain (a Secret Service such as GNOME Keyring or KWallet), then try again; or use a passphrase instead.',
      }
    case 'keychainLocked':
      return {
        title: 'The system keychain is locked, or it refused Keyhold',
        why: status.storeExists ? keysAreThere : noKeysYet,
        next: 'Unlock it in your system’s password settings, then try again. If it asks whether Keyhold may use it, allow it.',
      }
    case 'keychainNotAnswering':
      return {
        title: 'The system keychain does not answer',
        why: 'A window of the keychain may wait for you, perhaps behind this one. Nothing is lost.',
        next: 'Answer it or restart the keychain, then try again.',
      }
    case 'itemMissing':
      return {
        title: 'The keychain no longer holds the secret of your keys',
        why: 'Your keys are still stored here and cannot be opened without it. Keyhold never makes a new one over them.',
        next: 'If another keychain program runs than before, start the former one. Or restore the keychain from a backup, or sign in as the user who made the keys. Then try again, or use the recovery kit.',
      }
    case 'damaged':
      return {
        title: 'The store of your keys is damaged',
        why: 'It does not match its seal. Keyhold leaves it as it is and makes no new one over it.',
        next:
          status.snapshot === null
            ? 'Bring your keys back from a backup with the recovery kit.'
            : 'Restore the newest good copy, or use the recovery kit.',
      }
    case 'olderCopy':
      return {
        title: olderCopyText.state,
        why: `${olderCopyText.missing(status)} It is whole, and nothing was changed.`,
        next: olderCopyText.next,
      }
    case 'notReadable':
      return {
        title: 'The store of your keys cannot be opened now',
        why: `${refusals[status.code]} Nothing in the store was changed.`,
        next: 'Mend that, then try again. Do not put an older copy in its place.',
      }
    case 'newerVersion':
      return {
        title: 'The store of your keys is from a newer Keyhold',
        why: `It has version ${status.version}, which this Keyhold cannot read. It stays as it is.`,
        next: 'Install the newer Keyhold, then try again.',
      }
    case 'inUse':
      return {
        title: 'Another Keyhold uses your keys',
        why: 'Only one at a time may open the store.',
        next: 'Close the other one, then try again.',
      }
    case 'stopped':
      return {
        title: 'The part of Keyhold that holds your keys has stopped',
        why: 'Its keys are wiped from memory. What is stored is unchanged.',
        next: 'Try again to start it.',
      }
    default:
      return assertNever(status)
  }
}

/** The raw detail of a state, for "Details"; null where there is none. */
export const vaultDetail = (status: VaultStatus): string | null => ('detail' in status ? status.detail : null)
