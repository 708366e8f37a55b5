import type { Connection, ConnectionTest, CredentialsSource } from '../../../shared/model/connection.ts'
import { many } from '../format/lists.ts'

/** Words of the form of an AWS connection. */
export const connectionFormText = {
  sources: {
    sso: 'Single sign-on (IAM Identity Center)',
    accessKey: 'An access key, typed in here',
    machine: 'This machine’s own role',
    environment: 'Environment variables',
  },
  groups: { profiles: 'Your AWS configuration', others: 'Elsewhere' },
  notes: {
    profile: 'Keyhold reads them from your AWS configuration and keeps no copy',
    environment: 'Keyhold reads them from its environment and keeps no copy',
    machine: 'The role of the container or the instance that Keyhold runs on',
    accessKey: 'Sealed in the local keystore, never in a plain file',
    sso: 'You sign in in your browser. Tokens are sealed in the local keystore',
    '': 'Where Keyhold gets them when it asks AWS',
  },
  kinds: {
    accessKey: 'access key',
    role: 'role',
    sso: 'single sign-on',
    process: 'credential process',
    webIdentity: 'web identity',
    unknown: '',
  },
  accessKeyId: 'Access key ID',
  secret: 'Secret access key',
  secretKept: 'Leave empty to keep the one that is sealed',
  sessionToken: 'Session token',
  sessionTokenNote: 'Only for a temporary key',
  startUrl: 'Start address',
  startUrlPlaceholder: 'https://example.awsapps.com/start',
  ssoRegion: 'Sign-in Region',
  regions: 'Regions',
  regionsNote: 'The first one is where a new key is made',
  regionsPlaceholder: 'eu-central-1',
  advanced: 'Endpoints and roles',
  stsEndpoint: 'Endpoint of AWS STS',
  signInEndpoint: 'Endpoint of single sign-on',
  roles: 'Roles to take on, one after the other',
  addRole: 'Add a role',
  removeRole: (n: number) => `Remove role ${n}`,
  role: (n: number) => `Role ${n}, ARN`,
  externalId: (n: number) => `Role ${n}, external ID`,
  mfaSerial: (n: number) => `Role ${n}, MFA device`,
  optional: 'Only where the role asks for it',
  saveAndSignIn: 'Save and sign in',
  needRegion: 'At least one Region is needed',
  needAccessKey: 'An access key ID is 16 letters and digits or more',
  needSecret: 'The secret that belongs to this key is needed',
  needStartUrl: 'A start address begins with https://',
  badRole: 'A role’s ARN looks like arn:aws:iam::111122223333:role/Name',
} as const

/** Words of a connection's card, of signing in, and of its test. */
export const connectionCardText = {
  more: (name: string) => `More about ${name}`,
  account: 'Account',
  as: (role: string) => ` as ${role}`,
  regions: 'Regions',
  keys: 'Keys',
  keysRead: (amount: string, when: string) => `${amount}, read ${when}`,
  keysLast: (amount: string, when: string) => `${amount}, last read ${when}`,
  keysReading: (done: string, total: string) => `${done} of ${total}, reading`,
  session: 'Session',
  ends: (when: string) => `Ends ${when}`,
  ended: (when: string) => `Ended ${when}`,
  accessKey: 'Access key',
  endpoint: 'Endpoint',
  states: {
    signedIn: 'Signed in',
    signingIn: 'Signing in',
    ended: 'Session ended',
    notSignedIn: 'Not signed in',
    offline: 'Offline',
    reachable: 'Reachable',
    reading: 'Reading keys',
    failed: 'Could not be read',
    notRead: 'Not read yet',
  },
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  signInByCode: 'Sign in by code',
  signOut: 'Sign out',
  tryAgain: 'Try again',
  test: 'Test connection',
  change: 'Change…',
  remove: 'Remove…',
  wait: (files: number) =>
    `${many(files, 'file')} ${files === 1 ? 'waits for this and goes on by itself' : 'wait for this and go on by themselves'}.`,
  setUp: 'Set up the key store',
  notSetUp: 'The key store was not set up',
  offlineText: 'No Region answers. What is shown is as it was last read; keys on this computer keep working.',
  chooseTitle: 'Which account and role?',
  chooseText: 'You are signed in. Keyhold uses one of your roles for this connection.',
  choose: 'Account and role',
  choosePlaceholder: 'Choose a role',
  chooseDo: 'Use this role',
  noRoles: 'Single sign-on gives you no account. Ask its administrator.',
  readingRoles: 'Reading your accounts',
  notChosen: 'The role was not chosen',
} as const

/** Words of the dialogs that ask something of a person. */
export const signInDialogText = {
  browserTitle: (name: string) => `Sign in to “${name}”`,
  browserText: 'A page of AWS was opened in your browser. Sign in there; Keyhold goes on by itself.',
  codeInstead: 'Use a code instead',
  codeTitle: (name: string) => `Sign in to “${name}” by code`,
  codeText: 'Open this address in any browser and type the code there. Compare it before you allow anything.',
  code: 'Code',
  address: 'Address',
  waiting: 'Waiting for the browser',
  cancel: 'Cancel',
  mfaTitle: (name: string) => `Code for “${name}”`,
  mfaText: 'The role asks for the code that your MFA device shows now.',
  device: 'Device',
  mfaCode: 'Code of the device',
  mfaBad: 'The code has 6 to 8 digits',
  mfaDo: 'Continue',
  mfaNot: 'Not now',
  notAnswered: 'The code was not taken',
} as const

/** Words of a connection's test. */
export const connectionTestText = {
  title: (name: string) => `Test of “${name}”`,
  testing: 'Asking AWS',
  who: 'Who you are',
  account: 'Account',
  arn: 'As',
  whoNot: 'AWS did not say who this is',
  regions: 'Regions',
  region: 'Region',
  answersIn: (ms: number) => `Answers in ${ms} ms`,
  silent: 'No answer',
  actions: 'What was tried',
  actionsText: 'Reads only: nothing in the account was changed.',
  allAllowed: (n: number) => `${many(n, 'read')} tried, all allowed`,
  action: 'Action',
  outcome: 'Answer',
  everywhere: 'Every Region',
  outcomes: { allowed: 'Allowed', denied: 'Denied', unknown: 'Not known' } satisfies Record<
    ConnectionTest['actions'][number]['outcome'],
    string
  >,
  again: 'Test again',
  close: 'Close',
  failed: 'The test did not run',
} as const

/** Where a connection's credentials come from, in few words. */
export function sourceText(credentials: CredentialsSource): string {
  switch (credentials.from) {
    case 'profile':
      return `Profile ${credentials.profile}`
    case 'environment':
      return connectionFormText.sources.environment
    case 'machine':
      return connectionFormText.sources.machine
    case 'accessKey':
      return 'Access key, sealed in the local keystore'
    case 'sso':
      return 'Single sign-on, in your browser'
  }
}

/** The role or user of an identity: the last name that a person would know it by. */
export function principalOf({ arn }: NonNullable<Connection['identity']>): string {
  const [, resource = arn] = /^(?:[^:]*:){5}(.*)$/.exec(arn) ?? []
  const [kind, name = '', ...rest] = resource.split('/')
  return kind === 'assumed-role' ? name : ([...rest].pop() ?? (name === '' ? resource : name))
}

/** `AKIA…MPLE`: enough of an access key's id to know it again. */
export const shortAccessKey = (id: string): string => `${id.slice(0, 4)}…${id.slice(-4)}`

/** Online, or not, at the foot of the rail. */
export const onlineText = { online: 'Online', offline: 'Offline', partly: 'Partly offline' } as const
