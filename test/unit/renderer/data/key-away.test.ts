import { expect, it } from 'vitest'
import { awayOf } from '../../../../src/renderer/src/data/key-away.ts'
import type { Connection, ReadingStatus } from '../../../../src/shared/model/connection.ts'
import type { VaultErrorCode } from '../../../../src/shared/vault-error.ts'
import { kmsRow } from '../../../support/kms-rows.ts'
import { keyRow } from '../support/rows.ts'

const read: ReadingStatus = { state: 'read', readAt: '2026-11-23T10:00:00.000Z', keyCount: 1, denied: [] }
const failed = (code: VaultErrorCode): ReadingStatus => ({
  state: 'failed',
  problem: { code, message: 'x', facts: {} },
  readAt: null,
})

const connection = (change: Partial<Connection> = {}): Connection => ({
  id: 'c',
  name: 'production',
  credentials: { from: 'environment' },
  roles: [],
  regions: ['eu-central-1', 'us-east-1'],
  endpoint: null,
  stsEndpoint: null,
  signInEndpoint: null,
  accounts: [],
  status: read,
  regionStatus: [
    { region: 'eu-central-1', status: read },
    { region: 'us-east-1', status: failed('KMS_UNREACHABLE') },
  ],
  identity: null,
  signIn: { state: 'none' },
  sessionEndsAt: null,
  rotationProgress: null,
  offline: false,
  ...change,
})

it('keeps the keys of a Region that answers, and not those of one that does not', () => {
  expect(awayOf([connection()], kmsRow('a'))).toBeNull()
  expect(awayOf([connection()], kmsRow('a', { region: 'us-east-1' }))).toBe('offline')
})

it('says that a person is signed out, whether a reading or a call found it', () => {
  const status = failed('KMS_CREDENTIALS_EXPIRED')
  const regionStatus = [{ region: 'eu-central-1', status }]
  expect(awayOf([connection({ status, regionStatus })], kmsRow('a'))).toBe('signedOut')
  expect(awayOf([connection({ signIn: { state: 'needed' } })], kmsRow('a'))).toBe('signedOut')
})

it('leaves keys of this computer alone, and those whose connection is not known', () => {
  const away = connection({ signIn: { state: 'needed' } })
  expect(awayOf([away], keyRow({ ref: { service: 'local', keyId: 'k' } }))).toBeNull()
  expect(awayOf([], kmsRow('a'))).toBeNull()
})

it('takes another failure of a reading for no obstacle: the change itself may be allowed', () => {
  const status = failed('KMS_ACCESS_DENIED')
  const regionStatus = [{ region: 'eu-central-1', status }]
  expect(awayOf([connection({ status, regionStatus })], kmsRow('a'))).toBeNull()
})
