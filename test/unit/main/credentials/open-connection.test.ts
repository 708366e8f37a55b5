import { expect, it } from 'vitest'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { surroundings } from './support/surroundings.ts'
import { OpenConnection } from '../../../../src/main/credentials/open-connection.ts'
import {
  storedConnection,
  type StoredConnection,
} from '../../../../src/main/credentials/stored-connections.ts'

const stored: StoredConnection = {
  id: crypto.randomUUID(),
  name: 'Studio',
  credentials: { from: 'environment' },
  regions: ['eu-central-1'],
  roles: [],
  stsEndpoint: null,
  signInEndpoint: null,
  endpoint: null,
  accounts: [],
}
const options = surroundings()

it('learns no account that the document could not hold, whatever a server calls its own', () => {
  const connection = new OpenConnection(stored, options)
  expect(connection.allow(['test', '1', '1'.repeat(13)])).toBe(false)
  expect(connection.allow(['test', '111122223333'])).toBe(true)
  expect(storedConnection.parse(connection.stored).accounts).toEqual(['111122223333'])
})

it('holds an endpoint of a document that was edited by hand to the same rule, before anything is sent', async () => {
  const connection = new OpenConnection({ ...stored, endpoint: 'http://192.0.2.1:9' }, options)
  await connection.read()
  expect(connection.shown().status).toMatchObject({
    state: 'failed',
    problem: { code: 'INVALID_REQUEST', facts: { field: 'endpoint' } },
  })
})

it('is not ended by a call that began before it was closed: another has its id by then', () => {
  const connection = new OpenConnection(stored, options)
  const failed = connection.credentials.watch()
  connection.close()
  failed(new VaultError('KMS_CREDENTIALS_EXPIRED', 'ended'))
  expect(options.states.hasEnded(stored.id)).toBe(false)
})
