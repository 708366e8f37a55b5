import { listed, many } from '../format/lists.ts'

/** Words of scheduling the deletion of a key. */
export const deletionText = {
  title: (name: string) => `Schedule the deletion of ${name}`,
  what: 'What only this key opens will be lost for good',
  whatNow:
    'When the time is up AWS deletes the key, and nobody can bring it back, AWS neither. Until then it is as if disabled: files under it neither open nor get encrypted. You can keep the key on any day of the wait.',
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
  showFiles: 'Show files',
  filesNote: 'Others may have files that Keyhold has never seen.',
  replicas: 'It is the primary of a multi-Region key. The wait begins when its last replica is deleted.',
  replica: 'Only this replica is deleted. The key in its other Regions stays.',
  days: 'Days to wait',
  daysOf: (days: number) => `${many(days, 'day')} to wait`,
  daysHint: (date: string) => `Deleted on ${date}, or up to a day later`,
  daysFault: 'Choose 7 to 30 days',
  type: (names: readonly string[]) => `Type ${listed(names).replace(' and ', ' or ')} to confirm`,
  typeFirst: 'Type the name to go on',
  insteadTitle: 'Disabling does the same, and can be undone',
  insteadText: 'A disabled key encrypts and opens nothing, costs the same, and is back with one click.',
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
  act: 'Keep the key',
  failed: 'The deletion was not cancelled',
  keptTitle: 'The key is kept, and disabled',
  keptText: 'It neither encrypts nor opens until it is enabled. Keeping it was the first of two steps.',
  enable: 'Enable it',
  leave: 'Leave it disabled',
  enabled: (name: string) => `${name} is enabled`,
  notEnabled: 'The key was not enabled',
} as const
