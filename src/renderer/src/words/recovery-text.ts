import type { KitForm, RecoveryKit } from '../../../shared/model/recovery.ts'
import { many } from '../format/lists.ts'

/** Words of the recovery kit. */
export const recoveryText = {
  intro:
    'If this computer is lost, the kit opens every file that has its door. With a backup, it also brings your keys back. Keyhold keeps no copy of it.',
  none: 'There is no recovery kit',
  noneText:
    'Until there is one, losing the keychain or the passphrase that opens them loses these keys, and with them every file that only they open.',
  makeOne: 'Make one…',
  how: 'How to keep it',
  one: 'One kit',
  onePassphrase: 'Opens with a passphrase you choose',
  onePlain: 'Opens by itself',
  split: 'Split among people',
  splitText: (threshold: number, sheets: number) => `Any ${threshold} of ${sheets} sheets together`,
  noPassphrase: 'Without a passphrase',
  noPassphraseNote: 'Whoever has the sheet opens every file.',
  passphrase: 'Passphrase for the kit',
  passphraseAgain: 'Passphrase for the kit again',
  sheets: 'Sheets',
  threshold: 'Sheets that open it together',
  madeFor: 'Made for',
  madeForNote: 'Stands on the sheet, such as the name of this computer.',
  madeForUsual: 'this computer',
  needMadeFor: 'Say what it is made for',
  save: 'Save or print it',
  saveNote: 'A page with a square to scan and lines to type',
  saveDo: 'Save…',
  saving: 'Saving',
  saved: (names: readonly string[]) => `Saved as ${names.join(', ')}`,
  savedBefore: 'Saved',
  notMade: 'No kit was made',
  try: 'Try it out',
  tryNote: 'Open a sample with it',
  tried: (seconds: string) => `A sample file opened in ${seconds}`,
  triedBefore: 'A sample file opened with it',
  tryDo: 'Try the kit',
  tryAgain: 'Try it again…',
  tryTitle: 'Try the kit',
  tryText:
    'A sample file is opened in an empty profile, with nothing but the kit. So you know that the sheet can be read.',
  tryFirst: 'Try the kit to go on',
  saveFirst: 'Save the kit to go on',
  later: 'Later',
  worked: 'The kit works',
  notOpened: 'The sample was not opened',
  goOn: 'Go on',
  kit: 'Kit',
  made: 'Made',
  form: 'How it opens',
  rehearsed: 'Tried',
  notTried: 'The kit was not tried yet',
  notTriedText: 'Open a sample file with it, so that you know its sheet can be read.',
  replace: 'Replace…',
  replaceTitle: 'Replace the kit',
  firstTitle: 'Make a recovery kit',
  replaceText:
    'New files get the door of the new kit. Files that are there keep the old kit’s door, so keep its sheets, or move those files.',
  revoke: 'Revoke…',
  revokeTitle: (kitId: string) => `Revoke ${kitId}?`,
  revokeText:
    'New files get its door no more. Files that have its door still open with it: move them to another key if a sheet is in wrong hands.',
  revokeDo: 'Revoke the kit',
  keep: 'Keep it',
  notRevoked: 'The kit was not revoked',
  former: 'Former kits',
  formerFiles: (kitId: string, files: number) =>
    `${many(files, 'known file')} ${files === 1 ? 'has' : 'have'} the door of ${kitId}.`,
  notRemembered: 'Files are not remembered now, so there may be more.',
  formerText:
    'Files encrypted while a kit was in use keep its door. Keep its sheets as long as there are any.',
  show: 'Show files',
  showOf: (kitId: string) => `Show files of the kit ${kitId}`,
  filesOf: (kitId: string) => `Files that the kit ${kitId} opens`,
  close: 'Close',
  backups: 'Backups',
  backupsText: 'A backup holds all your keys, sealed to the recovery kit. It opens with the kit only.',
  needKit: 'Make a recovery kit first: backups are sealed to it.',
  makeNow: 'Make a backup now…',
  folder: 'After each change, to',
  noFolder: 'No folder was chosen',
  chooseFolder: 'Choose a folder…',
  forgetFolder: 'Stop',
  last: 'Last backup',
  noBackup: 'None yet',
  backupMade: 'Made a backup',
  backupProblem: 'The last backup was not written',
  backupNext: 'Your keys and earlier backups are as they were. Choose another folder, or make a backup now.',
  withKit: 'Use the recovery kit…',
} as const

/** How a kit opens, in a line. */
export function kitFormWords({
  form,
  threshold,
  sheets,
}: Pick<RecoveryKit, 'form' | 'threshold' | 'sheets'>): string {
  const words: Readonly<Record<KitForm, string>> = {
    plain: 'One sheet, by itself',
    passphrase: 'One sheet and its passphrase',
    shares: `Any ${threshold ?? sheets} of ${many(sheets, 'sheet')} together`,
  }
  return words[form]
}

/** Words on the preview of a sheet. */
export const sheetText = {
  name: 'The kit as it is printed',
  title: 'Keyhold recovery kit',
  made: (date: string) => `Made ${date} for`,
  whenSaved: 'Made when you save it, for',
  opens: {
    plain: 'With this sheet, any file encrypted here can be opened.',
    passphrase: 'With this sheet and its passphrase, any file encrypted here can be opened.',
    shares: (threshold: number) =>
      `With ${threshold} such sheets together, any file encrypted here can be opened.`,
  },
  covered: 'Only the sheet itself shows the square and the lines.',
  steps: [
    'Install Keyhold on any computer.',
    'Choose “Use the recovery kit”.',
    'Scan the square or type the lines.',
  ],
} as const

/** Words of bringing a kit. */
export const entryText = {
  ways: 'How to bring the kit',
  files: 'From a file',
  typed: 'Type it',
  picture: 'A picture of the square',
  filesText:
    'Keyhold asks for the file that you saved. Where the kit has several sheets, choose one of each.',
  typedText:
    'Type the lines as they stand on the sheet. Large and small letters are the same; dashes may be left out.',
  pictureText: 'Choose a photo or scan of the square. It is read here and goes nowhere.',
  choosePicture: 'Choose a picture…',
  noSquare: 'No square of a kit was found in this picture. Take it closer and straight, or type the lines.',
  readSquare: (sheet: number) => `Read the square of sheet ${sheet}`,
  sheet: (number: number, of: number) => (of === 1 ? 'Sheet' : `Sheet ${number}`),
  line: (number: number) => `Line ${number}`,
  lineOf: (sheet: number, line: number) => `Sheet ${sheet}, line ${line}`,
  addSheet: 'Another sheet',
  removeSheet: (number: number) => `Leave out sheet ${number}`,
  passphrase: 'Passphrase of the kit',
  passphraseMaybe: 'Leave it empty where the kit has none.',
  wrongLetters: 'Four groups of four letters and digits',
  wrongLine: 'A letter or digit is wrong or missing here',
  needLines: 'Type every line',
  needPicture: 'Choose a picture',
  needPassphrase: 'Type the passphrase of the kit',
  back: 'Back',
  cancel: 'Cancel',
  working: 'Opening the kit',
} as const

/** Words of "Use the recovery kit". */
export const kitUseText = {
  title: 'Use the recovery kit',
  text: 'What do you want to do with it?',
  openFiles: 'Open files',
  openFilesText: 'Files open with the kit alone, until you end it. Nothing here is changed.',
  restore: 'Bring my keys back',
  restoreText: 'From a backup. What is here now is set aside, never overwritten.',
  openDo: 'Open files with the kit',
  notBegun: 'Files are not opened with the kit',
  begun: 'Files open with the kit now',
  chooseBackup: 'Choose the backup…',
  otherBackup: 'Choose another…',
  notFound: 'The backup was not read',
  needBackup: 'Choose the backup',
  backup: 'Backup',
  backupMade: 'Made',
  backupFor: 'Made for',
  backupKeys: 'Keys',
  backupKit: 'Opens with the kit',
  unproven: 'What a backup says of itself is proven only once its kit has opened it.',
  compared: {
    older: 'This backup is older than your keys here. Keys made after it are not in it.',
    same: 'This backup is as new as your keys here.',
    newer: 'This backup is newer than your keys here.',
    anotherStore: 'This backup is of another store. The keys that are here now are not in it.',
  },
  agree: 'I understand that keys which are not in the backup will not be here',
  mustAgree: 'Tick the box to go on',
  protection: 'What opens your keys from then on',
  noKeychain: 'The keychain of this computer cannot be used now, so a passphrase opens them.',
  keychainUntested:
    'The keys that are here use no keychain, so it was not tested. If it does not work, nothing is changed.',
  passphrase: 'New passphrase',
  passphraseAgain: 'New passphrase again',
  restoreDo: 'Bring the keys back',
  notRestored: 'Your keys were not brought back',
  restored: 'Your keys are back',
  session: (kitId: string) => `Files open with the recovery kit ${kitId}`,
  sessionText: 'Drop encrypted files to open them. Ends when you end it, lock or quit.',
  end: 'End',
  kitOnScreen: 'Kit in use',
} as const
