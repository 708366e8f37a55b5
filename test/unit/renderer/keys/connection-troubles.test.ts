import { expect, test } from 'vitest'
import type { Connection } from '../../../../src/shared/model/connection.ts'
import type { Problem } from '../../../../src/shared/model/problem.ts'
import { slowedWords } from '../../../../src/renderer/src/words/slowed-words.ts'
import { connectionTroubles } from '../../../../src/renderer/src/keys/connection-troubles.ts'

const readAt = '2026-11-23T10:00:00.000Z'
const read = (...denied: string[]): Connection['status'] => ({ state: 'read', readAt, keyCount: 2, denied })
const failed = (code: Problem['code']): Connection['status'] => ({
  state: 'failed',
  problem: { code, message: 'it failed', facts: {} },
  readAt,
})

const troubles = (change: Partial<Connection>) =>
  connectionTroubles({
    id: 'production',
    name: 'production',
    credentials: { from: 'environment' },
    roles: [],
    regions: ['eu-west-1'],
    endpoint: null,
    stsEndpoint: null,
    signInEndpoint: null,
    accounts: [],
    status: read(),
    regionStatus: [],
    identity: null,
    signIn: { state: 'none' },
    sessionEndsAt: null,
    rotationProgress: null,
    offline: false,
    ...change,
  })

test('a connection that was read has nothing to say', () => {
  expect(troubles({})).toEqual([])
})

test('reading tells how far it is', () => {
  expect(troubles({ status: { state: 'reading', done: 3, total: null } })).toEqual([
    { kind: 'reading', done: 3, total: null, slowedTo: undefined },
  ])
})

test('reading tells how fast AWS still lets it go', () => {
  const status = { state: 'reading', done: 3, total: 9, slowedTo: 12.4 } as const
  expect(troubles({ status })).toEqual([{ kind: 'reading', done: 3, total: 9, slowedTo: 12.4 }])
  expect(slowedWords(12.4)).toBe('AWS is slowing us down; continuing at 12/s')
})

test('offline is a state with an age, not a failure', () => {
  expect(troubles({ status: failed('KMS_UNREACHABLE') })).toEqual([{ kind: 'offline', region: null, readAt }])
  expect(troubles({ status: failed('KMS_THROTTLED'), offline: true })[0]?.kind).toBe('offline')
})

test('an ended session is told once, with the age of what is shown', () => {
  expect(troubles({ status: failed('KMS_CREDENTIALS_EXPIRED') })).toEqual([{ kind: 'signedOut', readAt }])
})

test('one Region that failed is named, the others are read', () => {
  const regionStatus = [
    { region: 'eu-west-1', status: read() },
    { region: 'us-east-1', status: failed('KMS_ACCESS_DENIED') },
  ]
  expect(troubles({ regionStatus })).toMatchObject([{ kind: 'failed', region: 'us-east-1', readAt }])
})

test('what was denied is named once, in order, whichever Regions denied it', () => {
  const regionStatus = [
    { region: 'eu-west-1', status: read('kms:ListResourceTags') },
    { region: 'us-east-1', status: read('kms:ListResourceTags', 'kms:ListAliases') },
  ]
  expect(troubles({ status: read('kms:ListResourceTags'), regionStatus })).toEqual([
    { kind: 'denied', action: 'kms:ListAliases' },
    { kind: 'denied', action: 'kms:ListResourceTags' },
  ])
})
