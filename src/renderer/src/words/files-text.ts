/** Words of the Files page. */
export const filesText = {
  options: 'Options',
  drop: 'Drop files or folders here',
  dropNote: 'Plain files are encrypted. Encrypted files are opened.',
  dropSlim: 'Drop files or folders anywhere in this window',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose folder',
  orPress: 'or press',
  target: 'Drop files',
  reading: { dropped: 'Reading what you dropped…', chosen: 'Reading what you chose…' },
  readingNote: 'Names, sizes and keys. Nothing is changed.',
  cancel: 'Cancel',
  cancelAll: 'Cancel all',
  dismiss: 'Dismiss',
} as const

/** Words for a first visit. `key`: the name of the key that files are encrypted to, if one is chosen. */
export const hintsText = {
  title: 'What happens to a file',
  sample: 'Try with a sample file',
  hide: 'Hide these hints',
  plan: {
    title: 'You see a plan first',
    text: 'Names, sizes, keys and where each result goes. Nothing starts until you confirm.',
  },
  original: {
    title: 'Your original stays',
    text: 'The encrypted copy appears beside it once it is complete, never before.',
  },
  doors: {
    title: 'More than one door',
    text: (key: string | null) =>
      key === null
        ? 'A key opens what it closed. Add a second one, and either of them opens the file.'
        : `The key “${key}” opens it. Add a second door, and either of them opens the file.`,
  },
} as const

/** Words of the plan. */
export const planText = {
  plan: 'Plan',
  name: 'Name',
  kind: 'What it is',
  size: 'Size',
  goes: 'Goes to',
  home: 'Home folder',
  nothingWritten: 'Nothing is written',
  opensWith: 'Opens with',
  unknownKey: 'Unknown key',
  numbered: (folder: string, number: string) => `${folder}, as ${number}`,
  more: (amount: string) => `${amount} more files are in the plan and not listed here.`,
  needs: (amount: number) => (amount === 1 ? 'One file needs you' : `${amount} files need you`),
  leaveOut: 'Leave out',
  leaveAllOut: 'Leave all out',
  encrypt: 'Encrypt it',
  open: 'Open it',
  lookAgain: 'Look again',
  addConnection: 'Add connection…',
  allow: (account: string, connection: string) => `Allow ${account} in ${connection}`,
  addNumber: 'Add a number',
  otherFolder: 'Another folder…',
  leftOut: (amount: number) => `${amount} left out`,
  putBack: 'Put back',
} as const

/** Words of the options panel, and of the defaults in Settings. */
export const optionsText = {
  title: 'Options',
  close: 'Close options',
  forBatch: 'For the next files only. The usual choice is in Settings.',
  put: 'Put results',
  beside: 'Beside the originals',
  inFolder: 'In one folder…',
  changeFolder: 'Another folder…',
  exists: 'If the name exists',
  number: 'Add a number, “name (2)”',
  refuse: 'Do not write',
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
} as const

/** Words of the job rows and of a file's details. */
export const jobsText = {
  list: 'Files',
  now: 'Now',
  running: 'Running',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  showFile: 'Show the file',
  reveal: 'Reveal in folder',
  details: 'Details',
  startAgain: (name: string) => `Start ${name} again`,
  revealOf: (name: string) => `Reveal ${name} in its folder`,
  cancelOf: (name: string) => `Cancel ${name}`,
  clear: 'Clear finished',
  all: (percent: number) => `${percent} % of all files`,
  oneOf: (name: string, percent: number) => `${name}, ${percent} %`,
  moreRows: (amount: string) => `${amount} more rows are not listed here.`,
  doors: 'Doors',
  doorsNote: 'any one of these opens the file',
  openedBy: 'Opened with',
  openedByNote: 'the door that opened the file',
  inside: 'What is inside',
  protection: 'Protection',
  protectionWords: 'AES-256 with key commitment',
  suite: (suite: string) => `Suite ${suite}`,
  material: 'Key material',
  materialSub: 'The generation of the key that wrapped the file’s data key',
  frames: 'Frames',
  framesOf: (frames: string, length: string) => `${frames} of ${length}`,
  before: 'Size before',
  after: 'Size after',
  folder: 'Folder',
  tookEncrypt: 'Time to encrypt',
  tookOpen: 'Time to open',
  tookCheck: 'Time to check',
  notChecked: 'Not checked',
  notCheckedSub: '“Check every result” was off',
  finished: 'Finished',
} as const
