import { listed, many } from '../format/lists.ts'

/** Words of scheduling the deletion of a key. */
export const deletionText = {
  title: (name: string) => `Schedule the deletion of ${name}`,
  what: 'What only this key opens will be lost for good',
  whatNow:
    'When the time is up AWS deletes the key, and nobody can bring it back, AWS neither. Until then it is as if disabled: files under it neither open nor get encrypted. You can keep the key on any day of the wait.',
  whatNowHere:
    'Until the time is up it is as if disabled: files under it neither open nor get encrypted. Then Keyhold asks you once more, and deletes nothing before. You can keep the key on any day of the wait.',
  lastUsed: 'Last used',
  used: (when: string, operation: string) => `${when}, ${operation}`,
  neverSince: (since: string) => `No use known since ${since}`,
  neverKnown: 'No use known',
  lastUsedNote: 'AWS asks not to decide by this alone.',
  reading: 'Reading',
  notKnown: 'Not known',
  files: 'Known files',
  noFiles: 'None that Keyhold has seen',
  someFiles: (files: number) => `${many(files, 'file')} ${files === 1 ? 'names' : 'name'} this key`,
  lost: (files: number) =>
    files === 1
      ? '1 of them has no other door and would be lost'
      : `${files} of them have no other door and would be lost`,
  noneLost: 'All of them have another door',
  recoverable: (files: number) => `For ${many(files, 'file')} the only other door is the recovery kit`,
  showFiles: 'Show files',
  filesNote: 'Others may have files that Keyhold has never seen.',
  replicas: 'It is the primary of a multi-Region key. The wait begins when its last replica is deleted.',
  replica: 'Only this replica is deleted. The key in its other Regions stays.',
  days: 'Days to wait',
  daysOf: (days: number) => `${many(days, 'day')} to wait`,
  daysHint: (date: string) => `Deleted on ${date}, or up to a day later`,
  daysHintHere: (date: string) => `On ${date} you are asked once more`,
  daysFault: 'Choose 7 to 30 days',
  type: (names: readonly string[]) => `Type ${listed(names).replace(' and ', ' or ')} to confirm`,
  typeFirst: 'Type the name to go on',
  insteadTitle: 'Disabling does the same, and can be undone',
  insteadText: 'A disabled key encrypts and opens nothing, costs the same, and is back with one click.',
  insteadTextHere: 'A disabled key encrypts and opens nothing, and is back with one click.',
  disable: 'Disable instead',
  disabled: (name: string) => `${name} is disabled`,
  notDisabled: 'The key was not disabled',
  act: 'Schedule deletion',
  done: (name: string) => `${name} is to be deleted`,
  failed: 'The deletion was not scheduled',
} as const

/** Words of keeping a key that was to be deleted. */
export const keepText = {
  title: (name: string) => `Keep ${name}?`,
  what: 'The deletion is cancelled. AWS leaves the key disabled: files under it open again once it is enabled.',
  whatHere:
    'The deletion is cancelled. The key stays disabled: files under it open again once it is enabled.',
  act: 'Keep the key',
  failed: 'The deletion was not cancelled',
  keptTitle: 'The key is kept, and disabled',
  keptText: 'It neither encrypts nor opens until it is enabled. Keeping it was the first of two steps.',
  enable: 'Enable it',
  leave: 'Leave it disabled',
  enabled: (name: string) => `${name} is enabled`,
  notEnabled: 'The key was not enabled',
} as const

/** Words of deleting a key of this computer whose waiting time has run out. */
export const deleteForGoodText = {
  title: (name: string) => `Delete ${name} for good`,
  what: 'This cannot be undone',
  whatNow:
    'The key and every material of it are erased. Files that only this key opens are lost from then on, and nobody can bring it back.',
  files: 'Known files',
  filesNote: 'Files that were encrypted on this computer and never seen by this history are not counted.',
  none: 'None that Keyhold has seen',
  some: (files: number) => `${many(files, 'file')} ${files === 1 ? 'names' : 'name'} this key`,
  lost: (files: number) =>
    files === 1
      ? '1 of them has no other door and is lost'
      : `${files} of them have no other door and are lost`,
  noneLost: 'All of them have another door',
  recovery: 'Recovery kit',
  recoverySome: (files: number) =>
    files === 1
      ? '1 file without another key can still be opened with the recovery kit.'
      : `${files} files without another key can still be opened with the recovery kit.`,
  recoveryNone: 'None of the files without another key has the recovery kit as a door',
  recoveryNote: 'As far as doors are written in the history.',
  purged: 'Erased',
  purgedText:
    'The key in the store, in the log of its file, and in every copy that Keyhold made of the store here.',
  kept: 'Not erased',
  keptText:
    'Backups, copies of this disk, and files that imported material came from. Whoever has such a backup and the recovery kit still has the key. Stores that were set aside here stay too, and are named afterwards.',
  type: (names: readonly string[]) => `Type ${listed(names).replace(' and ', ' or ')} to confirm`,
  typeFirst: 'Type the name to go on',
  act: 'Delete for good',
  working: 'Deleting…',
  failed: 'The key was not deleted',
  doneTitle: (name: string) => `${name} is deleted`,
  doneText: (copies: number) =>
    copies === 0
      ? 'It is erased from the store and the log of its file.'
      : `It is erased from the store, the log of its file and ${many(copies, 'copy', 'copies')} of the store here.`,
  keptTitle: 'What Keyhold could not reach',
  keptAfter:
    'Backups, copies of this disk, and files that imported material came from. Whoever has such a backup and the recovery kit still has the key.',
  keptFolder: (folder: string) =>
    `Backups that were written before now are in ${folder}. The ten newest stay there: remove them where the key must be gone from them too.`,
  keptHere: (files: number) =>
    files === 1
      ? 'One copy of the store is left in the folder of the key store, and may hold the key:'
      : `${files} copies of the store are left in the folder of the key store, and may hold the key:`,
  close: 'Close',
} as const
