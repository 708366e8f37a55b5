import type { StoreFinding, VaultMode } from '../../../shared/model/vault.ts'
import { count } from '../format/bytes.ts'
import { many } from '../format/lists.ts'

/** Words of the keystore's health, and of the cures for what is wrong with it. */
export const healthText = {
  where: 'Where the secret lives',
  places: {
    keychain: (keychain: string) => `In ${keychain}`,
    keychainAndPassphrase: (keychain: string) => `In ${keychain}, and a passphrase`,
    passphrase: () => 'In a passphrase alone',
  } satisfies Readonly<Record<VaultMode, (keychain: string) => string>>,
  keychainNow: 'Keychain now',
  keychainWorks: 'It was tested and works.',
  keychainFails: 'It cannot be used now.',
  epoch: 'Changes counted',
  epochPutBack: 'Anew, since a copy was put back',
  epochSame: 'The keychain says the same',
  epochBehind: 'The keychain is behind, and catches up with the next change',
  epochUnknown: 'The keychain does not say',
  checked: 'Last checked',
  holds: 'Every record matches its seal.',
  broken: 'Something does not match its seal.',
  neverChecked: 'Not yet',
  scrypt: 'Passphrase costs',
  scryptSub: (n: string) => `scrypt with N = ${n}, never below 131,072`,
  lastBackup: 'Last backup',
  noBackup: 'None yet',
  checkNow: 'Check now',
  checking: 'Checking',
  checkedNow: 'Checked: every record matches its seal',
  notChecked: 'The store was not checked',
  notRead: 'How the store stands could not be read',
  snapshots: 'Copies here',
  snapshotsNote: 'Keyhold keeps the last ten. They help against a damaged file, not against a lost disk.',
  noSnapshots: 'None yet.',
  take: 'Take one now',
  taken: 'Took a copy',
  notTaken: 'No copy was taken',
  restore: 'Restore…',
  restoreNamed: (when: string) => `Restore the copy of ${when}`,
  restoreTitle: 'Put this copy in the place of your keys?',
  restoreText: (when: string) =>
    `The store as it is now is set aside, never overwritten. Keys and changes made after ${when} are not in the copy; files encrypted only to such keys stay closed.`,
  restoreDo: 'Restore the copy',
  keep: 'Keep it',
  notRestored: 'Nothing was put in the place of your keys',
  restored: 'Restored the copy',
  good: 'Matches its seal',
  bad: 'Does not match its seal',
  unknown: 'Not checked',
  keys: (amount: number | null) => (amount === null ? 'keys not counted' : many(amount, 'key')),
  setAside: 'Set aside',
  setAsideNote: 'Files that were not overwritten. You can keep them elsewhere or delete them.',
  found: 'What was found',
  newest: (when: string, keys: string) =>
    `The newest copy that matches its seal is of ${when}, with ${keys}.`,
  noneGood: 'No copy here matches its seal.',
  withKit: 'Use the recovery kit…',
  setUp: 'Use a passphrase instead…',
  setUpTitle: 'Keys without a keychain',
  setUpText:
    'A passphrase alone opens your keys then. You type it each time Keyhold starts, and nobody can reset it.',
  setUpDo: 'Set up with this passphrase',
  setUpDone: 'Keys on this computer are set up',
  notSetUp: 'Nothing was set up',
  passphrase: 'Passphrase',
  again: 'Passphrase again',
  cancel: 'Cancel',
} as const

/** A store that a copy was put in the place of begins above all that was ever counted: no number that says anything to a person. */
const putBackFrom = 1_000_000

/** How many changes of the store were counted, its first one included. */
export function changesCounted(epoch: number): string {
  return epoch < putBackFrom ? count(epoch) : healthText.epochPutBack
}

/** What the keychain says to that; null = nothing. */
export function keychainSays(epoch: number, inKeychain: number | null): string {
  if (inKeychain === null) return healthText.epochUnknown
  return epoch === inKeychain ? healthText.epochSame : healthText.epochBehind
}

const whatHappened: Readonly<Record<StoreFinding['what'], string>> = {
  changed: 'was changed from outside',
  rolledBack: 'was put back to an older state',
  missing: 'was deleted from outside',
  added: 'was slipped in',
  store: 'What belongs to no key was changed from outside',
}

/** One finding in a sentence: `The key “backups” was changed from outside.` */
export function findingWords({ what, keyId, alias }: StoreFinding): string {
  if (what === 'store' || keyId === null) return `${whatHappened.store}.`
  const name = alias === null ? keyId : `“${alias}”`
  return `The key ${name} ${whatHappened[what]}.`
}
