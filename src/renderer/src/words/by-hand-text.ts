import { many } from '../format/lists.ts'

const files = (amount: number): string => many(amount, 'file')

/** The words of rotating by hand, where another key takes a key's place. */
export const byHandText = {
  title: 'Rotate by hand',
  what: 'Another key takes this one’s place. Old files name this key and open as long as it is there. Nothing is deleted or scheduled here. Aliases and new files can be turned back at any time, until you finish. A key that is made and files that are moved stay.',
  begin: 'Begin…',
  stepOne: 'Make or choose the successor',
  stepOneText: (kind: string, region: string, name: string) =>
    `A new key of the same kind (${kind}) in ${region}, with this key’s tags and policy. It is described as “Successor of ${name}”, has no alias yet and costs like any key.`,
  withoutMaterial:
    'This key’s material is imported. The new key needs material of its own before it can be used.',
  notInKeyStore:
    'This key is in a key store of your own. The new key is not: AWS KMS makes and holds its material.',
  make: 'Make the successor',
  making: 'Making…',
  policyNotCopied: 'The successor was made, and this key’s policy was not copied to it',
  notMade: 'The successor was not made',
  orChoose: 'Or an existing key',
  successorOf: (name: string) => `Successor of ${name}`,
  is: (name: string) => `${name} takes its place`,
  openIt: 'Open its page',
  takeBack: 'Choose another',
  madeStays: (name: string) => `${name} was made here and stays. It costs until it is deleted.`,
  madeLeaves: (name: string) => `${name} was made here and is to be deleted.`,
  deleteMade: 'Schedule its deletion…',
  stepTwo: 'Point the names at it',
  stepTwoText:
    'Programs that use an alias then use the successor for new data. Old files are not concerned: they name the key, not the alias.',
  noAlias: 'This key has no alias. Programs that name its id or ARN have to be changed where they are.',
  point: (alias: string) => `Point ${alias} at the successor`,
  pointed: (alias: string) => `${alias} points at the successor`,
  pointedElsewhere: (alias: string) => `${alias} was pointed at another key`,
  pointBack: (alias: string) => `Point ${alias} back`,
  notPointed: 'The alias was not moved',
  stepThree: 'Encrypt new files to it',
  stepThreeText: 'Keyhold encrypts new files to this key now.',
  notChosen: 'Keyhold does not encrypt new files to this key.',
  encryptToIt: 'Encrypt to the successor',
  encryptToOld: 'Encrypt to the old key again',
  inUse: 'Keyhold encrypts new files to the successor.',
  stepFour: 'Files that still name this key',
  stepFourNone:
    'No known file names this key. Files that Keyhold never saw may: keep the key until you are sure.',
  stepFourText: (amount: number) =>
    `${files(amount)} known here still ${amount === 1 ? 'names' : 'name'} this key.`,
  show: (amount: number) => `Show the ${files(amount)}`,
  move: (amount: number) => `Move ${files(amount)} to the successor…`,
  stepLast: 'Finish',
  stepLastText: 'Finishing changes no key and schedules nothing. Keyhold then forgets what to turn back.',
  finish: 'Finish',
  finished: (name: string) => `Finished. Nothing is scheduled: ${name} stays as it is.`,
  last: 'Keep this key enabled for as long as files need it. When none does, disable it first: that can be taken back.',
  firstChoose: 'Make or choose the successor first.',
} as const
