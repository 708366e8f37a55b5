import type { SettingsSection } from '../app/place.ts'

/** The sections of Settings, in their order. */
export const sectionNames: Readonly<Record<SettingsSection, string>> = {
  connections: 'AWS connections',
  files: 'Files',
  opening: 'Opening',
  lock: 'Lock',
  recovery: 'Recovery',
  people: 'People',
  history: 'History',
  appearance: 'Appearance',
  computer: 'This computer',
  about: 'About',
}

/** Words of AWS connections. */
export const connectionText = {
  intro: 'Keyhold asks AWS for keys only through these. Files on this computer never need them.',
  add: 'Add connection',
  addTitle: 'Add an AWS connection',
  editTitle: 'Change the AWS connection',
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeText:
    'Keyhold no longer lists its keys. Files encrypted to them stay as they are, and open again once a connection to their account is added.',
  removeDo: 'Remove connection',
  keep: 'Keep it',
  none: 'No AWS connection yet',
  noneText: 'Add one to use the keys of your organisation. Credentials stay where your AWS tools keep them.',
  name: 'Name',
  namePlaceholder: 'production',
  credentials: 'Credentials from',
  credentialsChoose: 'Choose a profile',
  profile: (name: string) => `Profile ${name}`,
  noProfiles:
    'No profile was found in your AWS configuration. Make one with your AWS tools, then look again.',
  lookAgain: 'Look again',
  endpoint: 'Endpoint',
  endpointNote: 'Leave empty for AWS itself. https, or http on this computer only',
  save: 'Save',
  cancel: 'Cancel',
  notSaved: 'The connection was not saved',
  notRemoved: 'The connection was not removed',
  accounts: 'Accounts',
  notTold: 'Not known yet',
  denied: 'Refused',
  readAgain: 'Read again',
  needName: 'A name is needed',
  needCredentials: 'Choose where the credentials come from',
  badRegion: 'A Region looks like eu-central-1',
  badEndpoint: 'An endpoint begins with https://, or with http:// on this computer',
} as const

/** Words of what a file must fulfil to be opened. */
export const openingText = {
  intro: 'What an encrypted file must fulfil before it is opened, verified or moved.',
  required: 'Required context pairs',
  requiredNote:
    'Only files that carry every one of these, with exactly this value, are opened. Leave it empty to ask for none.',
  commitment: 'Files without key commitment',
  commitmentNote:
    'Two keys could open such a file to two different contents. Older programs, and some settings of newer ones, write them.',
  uncommitted: {
    ask: { name: 'Ask', text: 'The plan asks about each one.' },
    refuse: { name: 'Refuse', text: 'They are never opened.' },
  },
  limits: 'Limits',
  limitsNote:
    'How much memory and work a file may ask for before anything in it could be checked. What asks for more is refused.',
  doors: 'Doors in one file',
  doorsUnit: (amount: string) => `${amount} doors`,
  header: 'Size of the header',
  frame: 'Size of one frame',
  usual: (amount: string) => `${amount}, usual`,
  reset: 'Back to the usual limits',
} as const

/** Words of what is remembered. */
export const historySettingsText = {
  intro:
    'What was done to which file, with which key. It is kept on this computer only, and holds no contents and no keys.',
  remember: 'Remember files',
  rememberNote:
    'Without it, the Files page forgets its rows when Keyhold is closed, and Rotation cannot say which files depend on a key.',
  names: 'Keep names and folders',
  namesNote:
    'Without them, history tells sizes, keys and times. What is kept already stays until you forget it.',
  kept: 'Kept now',
  entries: (amount: string) => `${amount} entries`,
  nothing: 'Nothing',
  forget: 'Forget names and folders…',
  forgetTitle: 'Forget all names and folders?',
  forgetText:
    'History keeps sizes, keys and times, and can no longer lead back to a file. Rotation still counts files, and cannot verify or move them from there. Your files stay as they are.',
  forgetDo: 'Forget names',
  clear: 'Clear history…',
  clearTitle: 'Clear the whole history?',
  clearText:
    'Keyhold forgets what was done to your files, and which of them depend on which key. The files themselves stay as they are.',
  clearDo: 'Clear history',
  keep: 'Keep it',
  notCleared: 'The history was not changed',
} as const

/** Words of the other sections. */
export const settingsText = {
  title: 'Settings',
  filesIntro: 'How files are encrypted, unless Options says otherwise for one batch.',
  look: 'Light or dark',
  schemes: { system: 'System', light: 'Light', dark: 'Dark' },
  computerIntro:
    'Keys on this computer work without a network. Your system keychain, a passphrase, or both open them.',
  state: 'State',
  keychain: 'Keychain',
  store: 'Store',
  storeMade: 'Made',
  keys: 'Keys',
  notSetUp: 'No key has been made on this computer yet. The keychain was tested and works.',
  makeKey: 'Make a key',
  kit: 'Recovery kit',
  about: 'Keyhold encrypts files as AWS Encryption SDK messages, under keys of this computer or of AWS KMS.',
  version: 'Version',
  system: 'System',
  runs: 'Runs on',
  electron: 'Electron',
  platforms: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' },
  licence: 'Licence',
  licenceText: 'Apache 2.0',
  format: 'File format',
  formatText: 'AWS Encryption SDK message, version 2, suites 0478 and 0578',
} as const
