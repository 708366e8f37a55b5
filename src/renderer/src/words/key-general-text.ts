import type { KeyCoverage } from '../../../shared/model/coverage.ts'
import { many } from '../format/lists.ts'

type DeletionFiles = Pick<KeyCoverage, 'files' | 'onlyDoor' | 'recoverable'>

/** Words of the General tab around the facts. */
export const keyGeneralText = {
  facts: 'Facts',
  factsFailed: 'Not all facts could be read. What is known is shown',
  editDescription: 'Change the description',
  description: 'Description',
  descriptionHint: 'Everybody who may see the key reads it. Not for secrets.',
  save: 'Save',
  cancel: 'Cancel',
  descriptionFailed: 'The description was not changed',
  descriptionSaved: 'Changed the description',
  moreAliases: (amount: number) => `and ${many(amount, 'more alias', 'more aliases')}`,

  keyStore: 'Key store',
  keyStoreFailed: 'The key store could not be read',

  yourFiles: 'Your files',
  filesUnit: (amount: number) => (amount === 1 ? 'known file' : 'known files'),
  showFiles: (amount: number) => `${many(amount, 'known file')}, show ${amount === 1 ? 'it' : 'them'}`,
  lastUsed: 'last used',
  notUsed: 'No use known',
  notUsedSince: (day: string) => `since ${day}`,
  notTold: 'Not told',
  older: (amount: number) => `${many(amount, 'file')} on older material, still open`,
  onlyDoor: (amount: number) => `${many(amount, 'file')} that no other known key opens`,
  noFiles: 'What Keyhold encrypts to it, opens or verifies with it is counted here.',

  rights: 'What you may do',
  rightsAs: (who: string) => `As ${who}. What can be asked without doing it was asked just now, by dry runs.`,
  rightsNow: 'What can be asked without doing it was asked just now, by dry runs.',
  rightsReading: 'Asking what you may do',
  rightsAway: 'It can be asked once AWS can be reached.',
  rightsFailed: 'What you may do could not be asked',
  allowed: 'Allowed',
  denied: 'Not allowed',
  unknown: 'Not known until it is tried',

  enable: 'Enable',
  enableFailed: 'The key was not enabled',
  enabled: (name: string) => `${name} is enabled`,
  disable: 'Disable…',
  disableTitle: (name: string) => `Disable “${name}”?`,
  disableKeep: 'Keep it enabled',
  disableAct: 'Disable',
  disableFailed: 'The key was not disabled',
  disabled: (name: string) => `${name} is disabled`,
  disableFiles: (files: number, onlyDoor: number) =>
    files === 0
      ? 'No known file depends on it. Files that were encrypted elsewhere may: they do not open while it is disabled.'
      : `${many(files, 'known file')} ${files === 1 ? 'names' : 'name'} it. ${
          onlyDoor === 0
            ? 'Each has another key that opens it.'
            : `${many(onlyDoor, 'file')} of them ${onlyDoor === 1 ? 'has' : 'have'} no other known key and ${onlyDoor === 1 ? 'does' : 'do'} not open while it is disabled.`
        }`,
  disableServices: (services: string) => `${services} cannot use it meanwhile either.`,
  disableUndo: 'Nothing is lost: enable it again at any time. It does not rotate while it is disabled.',
  deletion: 'Schedule deletion…',
  keep: 'Keep the key…',
  deleteForGood: 'Delete for good…',
  rotatesHere: 'It rotates at once if it is overdue.',
  importMaterial: 'Import key material…',
  deleteMaterial: 'Delete key material…',
  deleteMaterialNote: 'The whole key stops until the same bytes are imported again.',
  /** A file that has the door of a recovery kit is not lost: the kit opens it. */
  deletionFiles: ({ files, onlyDoor, recoverable }: DeletionFiles) => {
    if (files === 0) return 'No known file depends on it.'
    if (onlyDoor === 0) return 'Every known file under it has another known key that opens it.'
    const lost = onlyDoor - recoverable
    return lost > 0
      ? `Deleting it would stop ${many(lost, 'file')} from opening, for good.`
      : `After deleting it, the recovery kit alone would open ${many(onlyDoor, 'file')}.`
  },
} as const

/** What an action lets a person do, in plain words. The order is that of the list. */
export const rightNames: Readonly<Record<string, string>> = {
  'kms:GenerateDataKey': 'Encrypt files',
  'kms:Decrypt': 'Open files',
  'kms:Sign': 'Sign',
  'kms:Verify': 'Verify signatures',
  'kms:GenerateMac': 'Make MACs',
  'kms:VerifyMac': 'Check MACs',
  'kms:GetPublicKey': 'See its public key',
  'kms:DescribeKey': 'See its facts',
  'kms:RotateKeyOnDemand': 'Rotate it',
  'kms:DisableKey': 'Disable it',
  'kms:PutKeyPolicy': 'Change its policy',
  'kms:ScheduleKeyDeletion': 'Delete it',
}

/** How a custom key store stands, by KMS's word for it. */
export const keyStoreStates: Readonly<Record<string, string>> = {
  CONNECTED: 'Connected',
  CONNECTING: 'Connecting',
  FAILED: 'Connecting failed',
  DISCONNECTED: 'Disconnected. Its keys cannot be used.',
  DISCONNECTING: 'Disconnecting',
}
