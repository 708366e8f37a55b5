import { longestKeyName } from '../../../shared/key-name.ts'

/** Words of the Keys page. */
export const keysText = {
  title: 'Keys',
  search: 'Search keys',
  searchHint: 'Name, id, Region or description',
  readAgain: 'Read the list again',
  newKey: 'New key',
  make: 'Make a key',
  all: 'All',
  here: 'This computer',
  facets: 'Where the key lives',
  name: 'Name',
  where: 'Where',
  kind: 'Kind',
  state: 'State',
  made: 'Made',
  read: (when: string) => `AWS read ${when}`,
  reading: 'reading AWS',
  noMatch: (search: string) => `No key matches “${search}”.`,
  clear: 'Clear search',
  none: 'No key yet',
  noneText: 'Make one on this computer, or connect AWS.',
  connect: 'Connect AWS',
  connectionFailed: (name: string) => `The keys of “${name}” could not be read`,
  denied: (name: string, actions: string) =>
    `“${name}” may not use ${actions}. Some facts of its keys are not told.`,
  edit: 'Edit connection',
  facts: 'Facts',
  encryptHere: 'Encrypt files to this key',
  noName: 'No alias',
  moreAliases: (amount: number) => `${amount} more ${amount === 1 ? 'alias' : 'aliases'}`,
} as const

/** Words of a key's details. */
export const keyFactsText = {
  description: 'Description',
  does: 'What it does',
  id: 'Key id',
  arn: 'ARN',
  account: 'Account',
  made: 'Made',
  deleted: 'Deleted on',
  manager: 'Managed by',
  managers: { CUSTOMER: 'Your organisation', AWS: 'AWS, for its own services' },
  managerHere: 'You, on this computer',
  origin: 'Material from',
  origins: {
    AWS_KMS: 'AWS KMS. It never leaves the service.',
    EXTERNAL: 'Imported by your organisation',
    AWS_CLOUDHSM: 'A CloudHSM cluster of yours',
    EXTERNAL_KEY_STORE: 'A key store outside of AWS',
  },
  originHere: 'Made on this computer. It never leaves the keystore.',
  material: 'Key material',
  regions: 'Regions',
  multi: 'One of several, a multi-Region key',
  only: (region: string) => `Only ${region}`,
  none: 'None',
  notTold: 'Not told',
} as const

/** Words of making a key on this computer. */
export const newKeyText = {
  title: 'New key on this computer',
  name: 'Name',
  nameHint: `Up to ${longestKeyName} characters, in any script`,
  namePlaceholder: 'backups',
  description: 'Description',
  descriptionHint: 'For you, not secret',
  warnTitle: 'There is no recovery kit yet',
  warnText:
    'This key is locked by a secret in your system keychain. Until Keyhold has a recovery kit, losing the keychain loses the key, and with it every file that only this key opens.',
  understood: 'I understand',
  mustUnderstand: 'Confirm that you understand first',
  nameFaults: {
    nothingVisible: 'A name is needed',
    tooLong: `A name has at most ${longestKeyName} characters`,
    hiddenCharacters: 'A name cannot hold invisible characters',
  },
  make: 'Make key',
  cancel: 'Cancel',
  failed: 'The key was not made',
} as const
