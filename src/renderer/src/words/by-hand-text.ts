import { many } from '../format/lists.ts'

const files = (amount: number): string => many(amount, 'file')

/** The words of rotating by hand, where another key takes a key's place. */
export const byHandText = {
  title: 'Rotate by hand',
  what: 'Another key takes this one’s place. Old files name this key and open as long as it is there. Nothing is deleted or scheduled here, and every step but moving files can be taken back.',
  begin: 'Begin…',
  stepOne: 'Make or choose the successor',
  stepOneText: (kind: string, region: string) =>
    `A new key of the same kind (${kind}) in ${region}, with this key’s description, tags and policy.`,
  make: 'Make the successor',
  making: 'Making…',
  copyPolicy: 'Copy this key’s policy',
  policyNotCopied: 'The successor was made, and this key’s policy was not copied to it',
  notMade: 'The successor was not made',
  orChoose: 'Or an existing key',
  successorOf: (name: string) => `Successor of ${name}`,
  is: (name: string) => `${name} takes its place`,
  openIt: 'Open its page',
  takeBack: 'Choose another',
  stepTwo: 'Point the names at it',
  stepTwoText:
    'Programs that use an alias then use the successor for new data. Old files are not concerned: they name the key, not the alias.',
  noAlias: 'This key has no alias. Programs that name its id or ARN have to be changed where they are.',
  point: (alias: string) => `Point ${alias} at the successor`,
  pointed: (alias: string) => `${alias} points at the successor`,
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
  last: 'Keep this key enabled for as long as files need it. When none does, disable it first: that can be taken back.',
  firstChoose: 'Make or choose the successor first.',
} as const
