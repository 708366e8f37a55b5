import type { Connection, ConnectionTest } from '../../../../src/shared/model/connection.ts'
import type { Answers } from './answers.ts'
import { minutesAgo, usualConnection } from './data.ts'
import { waitingForSignIn } from './files.ts'
import type { Scenario } from './scenarios.ts'
import type { World } from './world.ts'

const inMinutes = (minutes: number): string => minutesAgo(-minutes)

const singleSignOn = {
  from: 'sso',
  startUrl: 'https://example.awsapps.com/start',
  ssoRegion: 'eu-central-1',
} as const

const production: Connection = {
  ...usualConnection,
  id: 'production',
  name: 'production',
  credentials: { ...singleSignOn, account: '111122223333', role: 'Operators' },
  regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
  endpoint: null,
  accounts: ['111122223333'],
  identity: {
    account: '111122223333',
    arn: 'arn:aws:sts::111122223333:assumed-role/Operators/mira.lind',
  },
  signIn: { state: 'signedIn', endsAt: inMinutes(381) },
  sessionEndsAt: inMinutes(381),
  status: { state: 'read', readAt: minutesAgo(2), keyCount: 47, denied: [] },
}

const media: Connection = {
  ...usualConnection,
  id: 'media',
  name: 'media',
  credentials: { ...singleSignOn, account: '777788889999', role: 'MediaOps' },
  regions: ['ap-southeast-2'],
  endpoint: null,
  accounts: ['777788889999'],
  signIn: { state: 'needed' },
  sessionEndsAt: minutesAgo(95),
  status: {
    state: 'failed',
    problem: {
      code: 'KMS_CREDENTIALS_EXPIRED',
      message: 'nobody is signed in; sign in again',
      facts: { connection: 'media', region: 'ap-southeast-2' },
    },
    readAt: minutesAgo(1500),
  },
}

const lab: Connection = {
  ...usualConnection,
  id: 'lab',
  name: 'build-lab',
  credentials: { from: 'accessKey', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  regions: ['us-east-1'],
  endpoint: 'https://kms.lab.example.net:8443',
  accounts: ['000000000000'],
  status: { state: 'read', readAt: minutesAgo(1), keyCount: 3, denied: ['kms:ListResourceTags'] },
}

const away: Connection = {
  ...production,
  signIn: { state: 'none' },
  credentials: { from: 'machine' },
  sessionEndsAt: null,
  offline: true,
  status: {
    state: 'failed',
    problem: { code: 'KMS_UNREACHABLE', message: 'aws kms could not be reached', facts: {} },
    readAt: minutesAgo(200),
  },
}

const asking: Connection = {
  ...lab,
  name: 'audit',
  roles: [
    {
      arn: 'arn:aws:iam::111122223333:role/Auditors',
      externalId: null,
      mfaSerial: 'arn:aws:iam::111122223333:mfa/mira.lind',
    },
  ],
}

const signedIn: Connection = { ...production, credentials: { ...singleSignOn, account: null, role: null } }

/** What has to do with connections: each as it stands, signing in, a question, no network. */
export const connectionScenarios = (usual: Scenario): Readonly<Record<string, Scenario>> => {
  const waiting = waitingForSignIn.batches.map((batch) =>
    batch.waitingFor === null
      ? batch
      : { ...batch, waitingFor: { ...batch.waitingFor, connectionId: 'media', files: 3 } },
  )
  const connected: Scenario = {
    ...usual,
    connections: [production, media, lab],
    jobs: { ...waitingForSignIn, batches: waiting },
  }
  const one = (connection: Connection): Scenario => ({ ...usual, connections: [connection] })
  return {
    connected,
    offline: one(away),
    asksForCode: one(asking),
    choosesRole: one(signedIn),
    signInFailed: one({
      ...media,
      signIn: {
        state: 'failed',
        problem: {
          code: 'SIGN_IN_FAILED',
          message: 'single sign-on refused',
          facts: { reason: 'access_denied' },
        },
      },
    }),
  }
}

const test: ConnectionTest = {
  identity: production.identity,
  identityProblem: null,
  regions: [
    { region: 'eu-central-1', answeredIn: 18, problem: null },
    { region: 'eu-west-1', answeredIn: 41, problem: null },
    {
      region: 'us-east-1',
      answeredIn: null,
      problem: {
        code: 'KMS_UNREACHABLE',
        message: 'aws kms could not be reached',
        facts: { region: 'us-east-1' },
      },
    },
  ],
  actions: [
    { action: 'sts:GetCallerIdentity', region: null, outcome: 'allowed' },
    ...['eu-central-1', 'eu-west-1'].flatMap((region) => [
      { action: 'kms:ListKeys', region, outcome: 'allowed' as const },
      { action: 'kms:ListAliases', region, outcome: 'allowed' as const },
      { action: 'kms:DescribeKey', region, outcome: 'allowed' as const },
      { action: 'kms:GetKeyPolicy', region, outcome: 'denied' as const },
    ]),
  ],
}

/** Answers of testing a connection, of signing in, and of questions. */
export const connectionAnswers = (
  world: World,
): Pick<
  Answers,
  | 'connections.test'
  | 'connections.signIn'
  | 'connections.cancelSignIn'
  | 'connections.signOut'
  | 'connections.ssoRoles'
  | 'connections.questions'
  | 'connections.answer'
> => {
  const set = (id: string, change: Partial<Connection>) => {
    const connections = world
      .now()
      .connections.map((each) => (each.id === id ? { ...each, ...change } : each))
    world.change({ connections })
    world.tell({ type: 'connections' })
    return {}
  }
  return {
    'connections.test': () => test,
    'connections.signIn': ({ id, by }) =>
      set(id, {
        signIn: {
          state: 'waiting',
          by,
          url: 'https://device.sso.eu-central-1.amazonaws.com/',
          userCode: by === 'device' ? 'QWER-TZUI' : null,
        },
      }),
    'connections.cancelSignIn': ({ id }) => set(id, { signIn: { state: 'needed' } }),
    'connections.signOut': ({ id }) => set(id, { signIn: { state: 'needed' } }),
    'connections.ssoRoles': () => ({
      roles: [
        { account: '111122223333', accountName: 'Production', role: 'Operators' },
        { account: '111122223333', accountName: 'Production', role: 'ReadOnly' },
        { account: '777788889999', accountName: 'Media', role: 'MediaOps' },
      ],
    }),
    'connections.questions': () => ({
      questions: world.now().connections.flatMap(({ id: connectionId, name: connectionName, roles }) =>
        roles.flatMap(({ mfaSerial }) =>
          mfaSerial === null
            ? []
            : {
                id: `q-${connectionId}`,
                kind: 'mfa' as const,
                connectionId,
                connectionName,
                serial: mfaSerial,
              },
        ),
      ),
    }),
    'connections.answer': ({ questionId }) => {
      set(questionId.slice(2), { roles: [] })
      world.tell({ type: 'questions' })
      return {}
    },
  }
}
