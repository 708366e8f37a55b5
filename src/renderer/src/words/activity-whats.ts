import { count } from '../format/bytes.ts'
import { many } from '../format/lists.ts'

/** What an entry says it did, and what it would have done. */
export interface WhatWords {
  /** Title of what was done, so many times. */
  readonly done: string | ((amount: number) => string)
  /** Title where it was refused or failed. */
  readonly not: string
  /** The act, for `Encrypt, not allowed`. */
  readonly act: string
}

const times = (words: string) => (amount: number) =>
  amount === 1 ? words : `${words}, ${count(amount)} times`
const files = (verb: string) => (amount: number) => `${verb} ${many(amount, 'file')}`
const words = (done: WhatWords['done'], not: string, act: string): WhatWords => ({ done, not, act })

/** The plain words for everything that the log can hold: operations of KMS under KMS's names, and our own. */
export const whatWords: Readonly<Record<string, WhatWords>> = {
  encryptFiles: words(files('Encrypted'), 'Not encrypted', 'Encrypt'),
  openFiles: words(files('Opened'), 'Not opened', 'Open'),
  verifyFiles: words(files('Verified'), 'Not verified', 'Verify'),
  moveFiles: words(files('Moved'), 'Not moved', 'Move to another key'),

  WrapDataKey: words(times('Data key wrapped'), 'Data key not wrapped', 'Wrap a data key'),
  UnwrapDataKey: words(times('Data key opened'), 'Data key not opened', 'Open a data key'),
  Encrypt: words(times('Encrypted with a key'), 'Not encrypted with a key', 'Encrypt'),
  Decrypt: words(times('Decrypted with a key'), 'Not decrypted with a key', 'Decrypt'),
  ReEncrypt: words(times('Moved to another key'), 'Not moved to another key', 'Re-encrypt'),
  GenerateDataKey: words(times('Data key made'), 'Data key not made', 'Make a data key'),
  GenerateDataKeyWithoutPlaintext: words(
    times('Sealed data key made'),
    'Data key not made',
    'Make a data key',
  ),
  GenerateMac: words(times('MAC made'), 'MAC not made', 'Make a MAC'),
  VerifyMac: words(times('MAC verified'), 'MAC not verified', 'Verify a MAC'),
  Sign: words(times('Signed'), 'Not signed', 'Sign'),
  Verify: words(times('Signature verified'), 'Signature not verified', 'Verify a signature'),
  GetPublicKey: words(times('Public key read'), 'Public key not read', 'Read the public key'),
  OpenFromColleague: words(
    times('Opened what a colleague sent'),
    'Not opened from a colleague',
    'Open from a colleague',
  ),

  CreateKey: words('Key made', 'Key not made', 'Make a key'),
  UpdateKeyDescription: words('Description changed', 'Description not changed', 'Change the description'),
  CreateAlias: words('Alias added', 'Alias not added', 'Add an alias'),
  UpdateAlias: words('Alias moved to this key', 'Alias not moved', 'Move an alias'),
  DeleteAlias: words('Alias removed', 'Alias not removed', 'Remove an alias'),
  TagResource: words('Tags changed', 'Tags not changed', 'Change tags'),
  EnableKey: words('Key enabled', 'Key not enabled', 'Enable the key'),
  DisableKey: words('Key disabled', 'Key not disabled', 'Disable the key'),
  ScheduleKeyDeletion: words('Deletion scheduled', 'Deletion not scheduled', 'Schedule deletion'),
  CancelKeyDeletion: words('Deletion cancelled', 'Deletion not cancelled', 'Cancel deletion'),
  DeleteKey: words('Key deleted for good', 'Key not deleted', 'Delete the key'),
  EnableKeyRotation: words(
    'Automatic rotation changed',
    'Automatic rotation not changed',
    'Change automatic rotation',
  ),
  RotateKeyOnDemand: words('Rotated now', 'Not rotated', 'Rotate now'),
  rotateByDate: words('Rotated on its day', 'Not rotated on its day', 'Rotate by date'),
  expireMaterial: words('Key material expired', 'Key material not removed', 'Expire key material'),
  PutKeyPolicy: words('Rules changed', 'Rules not changed', 'Change the rules'),
  CreateGrant: words('Grant made', 'Grant not made', 'Make a grant'),
  RetireGrant: words('Grant retired', 'Grant not retired', 'Retire a grant'),
  RevokeGrant: words('Grant revoked', 'Grant not revoked', 'Revoke a grant'),
  ReplicateKey: words('Copied to another Region', 'Not copied', 'Copy to another Region'),
  UpdatePrimaryRegion: words(
    'Primary Region changed',
    'Primary Region not changed',
    'Change the primary Region',
  ),
  GetParametersForImport: words('Import begun', 'Import not begun', 'Begin an import'),
  ImportKeyMaterial: words('Key material imported', 'Key material not imported', 'Import key material'),
  DeleteImportedKeyMaterial: words('Key material deleted', 'Key material not deleted', 'Delete key material'),
  beginSuccession: words('Rotation by hand begun', 'Rotation by hand not begun', 'Rotate by hand'),
  endSuccession: words('Rotation by hand ended', 'Rotation by hand not ended', 'End a rotation by hand'),

  setUp: words('Key store made', 'Key store not made', 'Make the key store'),
  openStore: words('Opened by the keychain', 'Not opened', 'Open the key store'),
  unlock: words('Unlocked', 'Not unlocked', 'Unlock'),
  lock: words('Locked', 'Not locked', 'Lock'),
  setProtection: words('Protection changed', 'Protection not changed', 'Change the protection'),
  acceptOlderCopy: words('Older copy opened', 'Older copy not opened', 'Open the older copy'),
  takeSnapshot: words('Snapshot made', 'Snapshot not made', 'Make a snapshot'),
  restoreSnapshot: words('Snapshot put back', 'Snapshot not put back', 'Put a snapshot back'),
  makeKit: words('Recovery kit made', 'Recovery kit not made', 'Make a recovery kit'),
  rehearseKit: words('Recovery kit rehearsed', 'Recovery kit not rehearsed', 'Rehearse the recovery kit'),
  revokeKit: words('Recovery kit revoked', 'Recovery kit not revoked', 'Revoke the recovery kit'),
  useKit: words('Recovery kit used', 'Recovery kit not opened', 'Open the recovery kit'),
  writeBackup: words('Backup written', 'Backup not written', 'Write a backup'),
  restoreBackup: words('Backup restored', 'Backup not restored', 'Restore a backup'),
  makeExchangeKey: words('Exchange key made', 'Exchange key not made', 'Make the exchange key'),
  setOwnName: words('Own name changed', 'Own name not changed', 'Change the own name'),
  putColleague: words('Colleague added', 'Colleague not added', 'Add a colleague'),
  renameColleague: words('Colleague renamed', 'Colleague not renamed', 'Rename a colleague'),
  removeColleague: words('Colleague removed', 'Colleague not removed', 'Remove a colleague'),
  signIn: words('Signed in to AWS', 'Not signed in to AWS', 'Sign in to AWS'),
  signOut: words('Signed out of AWS', 'Not signed out', 'Sign out of AWS'),
  saveConnection: words('AWS connection saved', 'AWS connection not saved', 'Save an AWS connection'),
  removeConnection: words('AWS connection removed', 'AWS connection not removed', 'Remove an AWS connection'),
  allowAccount: words('AWS account allowed', 'AWS account not allowed', 'Allow an AWS account'),
  setLock: words('Lock settings changed', 'Lock settings not changed', 'Change the lock settings'),
  setLogging: words('Log settings changed', 'Log settings not changed', 'Change the log settings'),
  beginLog: words('A new log begins', 'No new log', 'Begin a log'),
  logGap: words('Entries are missing here', 'Entries are missing here', 'Log'),
  logNotWhole: words('The log was found not whole', 'The log was found not whole', 'Check the log'),
  vouchAnew: words('Your store vouches for earlier entries', 'Not vouched for', 'Vouch for the log'),
}

/** What of the log the typed words mean: `unlocked` finds `unlock`. */
export function whatsFor(search: string): readonly string[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return []
  return Object.entries(whatWords)
    .filter(([, { done, not, act }]) =>
      [typeof done === 'string' ? done : done(2), not, act].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
    )
    .map(([what]) => what)
}
