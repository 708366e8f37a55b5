/** Words of the options panel, and of the defaults in Settings. */
export const optionsText = {
  title: 'Options',
  close: 'Close options',
  forBatch: 'For the next files only. The usual choice is in Settings.',
  none: 'Each file is read to its end and checked with its key. There is nothing to choose.',
  more: 'More',
  moreChosen: (amount: number) => `More, ${amount} changed`,
  put: 'Put results',
  beside: 'Beside the originals',
  inFolder: 'In one folder…',
  changeFolder: 'Another folder…',
  exists: 'If the name exists',
  number: 'Add a number, “name (2)”',
  refuse: 'Do not write',
  folders: 'A folder becomes',
  eachFile: 'Each file by itself',
  oneFile: 'One file, names hidden',
  archives: 'A folder in one file',
  archivesNote: 'When a “.tar.encrypted” is opened',
  unpack: 'Unpack the folder',
  keepTar: 'Keep the .tar file',
  format: 'Format',
  formatNote: 'Some older readers lose files with frames of 16 KiB and more',
  auto: 'Automatic',
  autoNow: (frames: string) => `Automatic, ${frames} frames`,
  fast: 'Fast, 1 MiB frames',
  safe: 'For older readers, 8 KiB frames',
  small: 'Most compatible, 4 KiB frames',
  other: (frames: string) => `${frames} frames`,
  check: 'Check every result',
  checkNote: 'Reads each result back before it gets its name',
  checkAlways: 'Always on while originals go to the trash',
  trash: 'Move originals to the trash',
  trashNote: 'Only once the result is checked and safe on the disk',
  replace: 'Replace the old files',
  replaceNote: 'The new file takes the name, the old one goes to the trash',
  keepTimes: 'Keep modification times',
  keepTimesNote: 'The time is stored in the file, where anyone can read it',
  reuse: 'One data key for the batch',
  reuseNote: 'If that data key leaked, it would open every file that shares it.',
} as const

/** The two suites that can be written, by what they mean to a person. */
export const suiteText = {
  title: 'Protection',
  '0478': {
    name: 'Normal',
    text: 'Encrypted, and any change is noticed. Right for nearly everything.',
  },
  '0578': {
    name: 'Signed',
    text: 'Also signed: whoever may only open your files cannot make one that passes for yours. Slower.',
  },
} as const

/** What plain files become, and what a KMS ciphertext blob does not give. */
export const blobText = {
  title: 'A file becomes',
  message: 'Encrypted file',
  raw: 'KMS ciphertext blob',
  base64: 'KMS ciphertext blob, as Base64 text',
  note: 'Encrypted files have any size, several doors, and say which keys open them',
  lacks:
    'What “aws kms encrypt” makes, for files up to 4,096 bytes and one key of AWS KMS. It has no header: nothing in it says which key, Region or context pairs open it, and it is not bound to a file’s name. Keep the pairs: it does not open without them.',
} as const

/** Words of the editor for pairs of the encryption context. */
export const contextText = {
  title: 'Context pairs',
  term: 'Encryption context',
  warning: 'Public: anyone can read them in the file, and AWS KMS writes them into its logs. Never a secret.',
  warningBlob: 'AWS KMS writes them into its logs: never a secret. The blob does not carry them.',
  add: 'Add a pair',
  key: 'Name',
  value: 'Value',
  keyOf: (index: number) => `Name of pair ${index}`,
  valueOf: (index: number) => `Value of pair ${index}`,
  remove: (key: string, index: number) => `Remove ${key === '' ? `pair ${index}` : `the pair ${key}`}`,
  needsKey: 'A pair needs a name',
  taken: 'This name is there already',
  reserved: 'Names that begin with “aws-crypto-” or “keyhold:” are taken',
} as const

/** The recovery kit's door on new files. */
export const recoveryDoorText = {
  title: 'Recovery door',
  on: 'The recovery kit opens these files too, where this computer or its keys are lost.',
  off: 'If the keys are lost, nothing else opens these files.',
  bypasses:
    'The recovery kit opens these files too, also when the key of AWS is disabled or deleted. Nobody is asked then.',
  missing: {
    noKit: 'These files will not have it: there is no recovery kit yet. Make one in Settings, Recovery.',
    locked: 'These files will not have it: the keys of this computer cannot be used now. Unlock first.',
  },
  choices: {
    auto: 'Where a key of this computer is a door',
    always: 'On every new file',
    never: 'Never',
  },
} as const
