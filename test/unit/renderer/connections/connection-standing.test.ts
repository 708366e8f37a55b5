import { describe, expect, test } from 'vitest'
import { onlineState, standingOf } from '../../../../src/renderer/src/connections/connection-standing.ts'
import type { Connection } from '../../../../src/shared/model/connection.ts'

const read: Connection['status'] = {
  state: 'read',
  readAt: '2026-11-23T10:00:00.000Z',
  keyCount: 3,
  denied: [],
}
const failed = (code: 'KMS_UNREACHABLE' | 'KMS_CREDENTIALS_EXPIRED' | 'KMS_ACCESS_DENIED') =>
  ({ state: 'failed', problem: { code, message: '', facts: {} }, readAt: null }) as const
const sso = {
  from: 'sso',
  startUrl: 'https://example.awsapps.com/start',
  ssoRegion: 'eu-central-1',
  account: '111122223333',
  role: 'Operators',
} as const
/** A connection with something about it that is not usual. */
const of = (change: Partial<Connection>): Connection => ({
  id: 'c',
  name: 'c',
  credentials: { from: 'environment' },
  roles: [],
  regions: ['eu-central-1'],
  endpoint: null,
  stsEndpoint: null,
  signInEndpoint: null,
  accounts: [],
  status: read,
  regionStatus: [],
  identity: null,
  signIn: { state: 'none' },
  sessionEndsAt: null,
  rotationProgress: null,
  offline: false,
  ...change,
})

describe('how a connection stands', () => {
  const signedIn = { state: 'signedIn', endsAt: '2026-11-23T18:00:00.000Z' } as const
  const waiting = { state: 'waiting', by: 'browser', url: 'https://example.com', userCode: null } as const
  test.each<[ReturnType<typeof standingOf>, string, Partial<Connection>]>([
    ['reachable', 'its keys were read', {}],
    ['signedIn', 'signed in, and its keys were read', { credentials: sso, signIn: signedIn }],
    ['signingIn', 'a person is in the browser', { credentials: sso, signIn: waiting }],
    ['ended', 'its sign-in is over', { credentials: sso, signIn: { state: 'needed' } }],
    [
      'notSignedIn',
      'nobody signed in yet',
      { credentials: sso, signIn: { state: 'needed' }, status: failed('KMS_CREDENTIALS_EXPIRED') },
    ],
    ['ended', 'its profile ended', { status: failed('KMS_CREDENTIALS_EXPIRED') }],
    ['offline', 'nothing answers', { offline: true, status: failed('KMS_UNREACHABLE') }],
    [
      'offline',
      'signed in, and nothing answers',
      { credentials: sso, signIn: signedIn, offline: true, status: failed('KMS_UNREACHABLE') },
    ],
    ['reading', 'its keys are being read', { status: { state: 'reading', done: 1, total: null } }],
    ['failed', 'it is refused', { status: failed('KMS_ACCESS_DENIED') }],
    ['notRead', 'nobody asked yet', { status: { state: 'notRead' } }],
  ])('%s: %s', (standing, _why, change) => {
    expect(standingOf(of(change))).toBe(standing)
  })
})

describe('whether AWS can be reached', () => {
  const away = of({ offline: true, status: failed('KMS_UNREACHABLE') })
  test.each([
    ['is not said without a connection', [], null],
    ['is not said before one was tried', [of({ status: { state: 'notRead' } })], null],
    ['yes', [of({})], 'online'],
    ['no', [away], 'offline'],
    ['some of it', [of({}), away], 'partly'],
  ] as const)('%s', (_what, connections, state) => {
    expect(onlineState(connections)).toBe(state)
  })
})
