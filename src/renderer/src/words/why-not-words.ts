import type { Away } from '../data/key-away.ts'
import type { Refusal } from '../../../shared/kms/why-not.ts'

/** Why a control of a key cannot be used, one sentence each. */
export const whyNotWords: Readonly<Record<Refusal, string>> = {
  awsManaged: 'AWS manages this key for its own services. It can be looked at, not changed.',
  otherAccount: 'The key is in another account. Only its own account can do this.',
  wrongUsage: 'The key was made for something else, and that cannot be changed.',
  wrongSpec: 'Keys of this kind cannot do this.',
  asymmetric: 'Key pairs do not rotate. Rotate by hand with a new key.',
  hmac: 'MAC keys do not rotate. Rotate by hand with a new key.',
  customKeyStore: 'Keys in a key store of your own do not rotate. Rotate by hand with a new key.',
  imported: 'Its material is imported, so AWS cannot make new material by itself.',
  notImported: 'AWS made its material. Only imported material can be brought in or taken out.',
  notMultiRegion: 'It is a key of one Region, and that cannot be changed.',
  notPrimary: 'This is a replica. It is done on the primary key.',
  replica: 'This is a replica. It rotates with its primary key.',
  alreadyEnabled: 'It is enabled already.',
  alreadyDisabled: 'It is disabled already.',
  notPendingDeletion: 'It is not being deleted.',
  disabled: 'The key is disabled. Enable it first.',
  pendingDeletion: 'The key is being deleted. Keep the key first.',
  pendingImport: 'The key needs its key material first.',
  unavailable: 'Its key store is not connected.',
  creating: 'AWS is still making the key. Wait a moment.',
  updating: 'AWS is still changing the key. Wait a moment.',
}

/** As `whyNotWords`, for a key of this computer. */
export const whyNotHereWords = (refusal: Refusal): string => here[refusal] ?? whyNotWords[refusal]

const here: Partial<Readonly<Record<Refusal, string>>> = {
  imported:
    'Its material is imported, so it does not rotate by itself. Import new material and rotate to it.',
  notImported: 'It was made on this computer. Only imported material can be brought in or taken out.',
}

/** Words where the credentials are known not to allow an action, by its name such as `kms:PutKeyPolicy`. */
export const notAllowedWords = (action: string): string => `Your credentials do not allow ${action}.`

/** Words where AWS cannot be asked now: what is shown is as it was last read. */
export const awayWords: Readonly<Record<Away, string>> = {
  offline: 'AWS cannot be reached now. Nothing can be changed until it is.',
  signedOut: 'You are signed out of its connection. Sign in to change it.',
}

/** What is copied beside a right that is denied: the text for whoever can give it. */
export const adminTextName = (action: string): string => `text for your administrator: ${action}`
