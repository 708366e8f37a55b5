import { many } from '../format/lists.ts'

/** Words of the wizard that makes a key in AWS. */
export const wizardText = {
  title: 'New key',
  back: 'Back',
  next: 'Continue',
  step: (at: number, of: number, name: string) => `Step ${at} of ${of}: ${name}`,
  more: 'More',
  steps: {
    where: 'Where',
    kind: 'What for',
    name: 'Name',
    access: 'Who',
    review: 'Check',
  },
} as const

/** Words of the step that chooses the key's home. */
export const whereText = {
  title: 'Where shall the key live?',
  here: 'On this computer',
  hereText:
    'Kept in a locked store that only Keyhold opens. Works offline, costs nothing, and no one else can use it.',
  aws: 'In AWS KMS',
  awsText: 'Never leaves AWS. Colleagues can use it too, AWS keeps a log, and it costs about $1 a month.',
  connection: 'Connection',
  region: 'Region',
  noConnection: 'Connect AWS first, then a key can be made there.',
  connect: 'Connect AWS',
  orAws: 'To make a key in AWS instead, connect it first.',
} as const

/** Words of the step that chooses what the key is for. */
export const kindText = {
  title: 'What shall it do?',
  kinds: {
    ENCRYPT_DECRYPT: { name: 'Encrypt files', text: 'The usual one. Keyhold encrypts files with it.' },
    SIGN_VERIFY: {
      name: 'Sign',
      text: 'Proves that something came from you. Others verify it with the public key.',
    },
    GENERATE_VERIFY_MAC: {
      name: 'Make MACs',
      text: 'Codes that tell a changed text, between those who share this key.',
    },
    KEY_AGREEMENT: {
      name: 'Agree on secrets',
      text: 'Two parties come to the same secret from their key pairs (ECDH).',
    },
  },
  moreKinds: 'More kinds',
  specNote: 'It cannot be changed later.',
  noFiles: 'Files need AES-256. A key pair encrypts short texts only.',
  origin: 'Key material',
  originAws: 'AWS makes it',
  originAwsText: 'It never leaves AWS, and can be rotated by itself every year.',
  originOwn: 'I bring my own',
  originOwnText:
    'You import it next and keep a copy of it. If you lose the copy and AWS’s ends, the key is lost.',
  multiRegion: 'Multi-Region',
  multiRegionText:
    'Copies of it can be made in other Regions later. It cannot be changed later, and each copy costs too.',
} as const

/** Words of the kind of a key on this computer, where they differ. */
export const localKindText = {
  more: 'Another kind of key',
  originHere: 'Made here',
  originHereText: 'The keystore makes it, and it never leaves. A key for files can rotate by itself.',
  originOwnText:
    'You import it next and keep a copy of it. The keystore gives it to nobody again, not even to you.',
  tagsHint: 'To order and find keys. Never a secret.',
} as const

/** Words of the step that names the key. */
export const nameText = {
  title: 'What is it called?',
  alias: 'Name',
  aliasHint: 'Its alias. Letters, digits, / _ and -. It can be changed later.',
  aliasPlaceholder: 'backups-prod',
  aliasNeeded: 'A name is needed',
  aliasFault: 'A name has letters, digits, / _ and - only',
  aliasAws: 'Names that begin with “aws/” are AWS’s own',
  aliasTaken: 'There is a key of this name in this Region',
  description: 'Description',
  descriptionHint: 'Optional. Whoever sees the key sees it.',
  tags: 'Tags',
  tagsHint: 'For costs and rules in AWS. Never a secret.',
  addTag: 'Add a tag',
  tagName: (index: number) => `Name of tag ${index}`,
  tagValue: (index: number) => `Value of tag ${index}`,
  removeTag: (name: string, index: number) => `Remove ${name === '' ? `tag ${index}` : `the tag ${name}`}`,
  name: 'Name',
  value: 'Value',
  tagFault: 'A tag needs a name, each name once, none that begins with “aws:”',
} as const

/** Words of the step that says who may do what. */
export const accessText = {
  title: 'Who may look after it, and who may use it?',
  administrators: 'Administrators',
  administratorsHint:
    'ARNs of users or roles, one a line. They change and delete the key, and cannot use it.',
  users: 'Users',
  usersHint: 'ARNs of users, roles or accounts, one a line. They use the key, and cannot change it.',
  addMe: 'Add me',
  notArn: (line: string) => `“${line}” is no ARN of a user, role or account`,
  tooMany: 'At most 50 of each',
  root: 'Let the account’s IAM policies decide too',
  rootWhy:
    'The account’s own statement. It keeps the key from being locked out when the people named here are gone, so it stays in unless you have a reason.',
  rootOff: 'Without it, losing every administrator named here means asking AWS Support for the key.',
  needsAdministrator: 'Name an administrator, or leave the account’s statement in',
  show: 'Show the policy',
  hide: 'Hide the policy',
  reading: 'Writing the policy',
  failed: 'The policy could not be written',
} as const

/** Words of the last look before the key is made. */
export const reviewText = {
  title: 'Make this key?',
  where: 'Where',
  does: 'What for',
  material: 'Key material',
  name: 'Name',
  description: 'Description',
  tags: 'Tags',
  access: 'Who',
  cost: 'Cost',
  costText: 'About $1 a month while it exists, and $0.03 for 10,000 calls after the first 20,000 a month.',
  costNote: 'An estimate, by AWS’s list for most Regions',
  single: 'This Region only',
  multi: 'Multi-Region, primary',
  none: 'None',
  administrators: (amount: number) => many(amount, 'administrator'),
  users: (amount: number) => many(amount, 'user'),
  root: 'the account’s IAM policies',
  make: 'Make key',
  failed: 'The key was not made',
  tryAgain: 'Make the name again',
  openWithout: 'Open it without a name',
  changeName: 'Another name',
} as const

/** Words after the key was made. */
export const madeText = {
  title: (name: string) => `${name} is made`,
  ready: 'It can be used now.',
  empty: 'It has no key material yet, so it can do nothing until you import some.',
  encrypt: 'Encrypt files with it',
  import: 'Import key material…',
  open: 'Open its page',
  close: 'Done',
} as const
