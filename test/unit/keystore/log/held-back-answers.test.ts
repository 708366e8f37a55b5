import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OperationHandlers } from '../../../../src/keystore/handlers/operation-handler.ts'
import { loggedHandlers } from '../../../../src/keystore/log/logged-handlers.ts'
import { logRules } from '../../../../src/keystore/log/log-rules.ts'
import { StoreFollower } from '../../../../src/keystore/log/store-follower.ts'
import { diskLogFiles } from '../../../../src/keystore/log/log-files.ts'
import type { KeystoreOperation } from '../../../../src/keystore/protocol.ts'
import type { VaultOperations } from '../../../../src/keystore/vault.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { LogRoom } from '../../../support/log-room.ts'

let room: LogRoom
beforeEach(() => {
  room = new LogRoom()
})
afterEach(() => room.remove())

const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const asked = {
  keyId,
  keyMaterialId: 'ab'.repeat(32),
  context: [],
  iv: new Uint8Array(12),
  ciphertext: new Uint8Array(48),
}

it.each([
  ['open', 'KEYSTORE_DAMAGED', ['KEYSTORE_DAMAGED']],
  ['damaged', 'KEYSTORE_DAMAGED', []],
  ['locked', 'KEYSTORE_LOCKED', []],
] as const)('a use that fails in a store that is %s with %s is logged as %j', async (state, code, codes) => {
  const log = room.startOpen()
  const handlers = {
    unwrap: async () => {
      throw new VaultError(code, 'no')
    },
  } as unknown as OperationHandlers<KeystoreOperation>
  const vault = { status: { state } } as VaultOperations
  const logged = loggedHandlers(handlers, { log, follower: new StoreFollower(log), vault })
  await expect(logged.unwrap(asked)).rejects.toMatchObject({ code })
  const { entries } = log.list({
    filter: { area: null, refused: false, search: '', whats: [], keyIds: [] },
    before: null,
    limit: 10,
  })
  expect(entries.map((entry) => entry.code)).toEqual(codes)
})

it.each([
  [{ state: 'damaged', detail: '', findings: [], snapshot: null }, 'KEYSTORE_DAMAGED'],
  [{ state: 'inUse' }, 'KEYSTORE_IN_USE'],
  [{ state: 'itemMissing' }, 'KEYCHAIN_ITEM_MISSING'],
  [{ state: 'noKeychain', storeExists: true, detail: '' }, 'KEYCHAIN_UNAVAILABLE'],
  [{ state: 'open' }, null],
] as const)('an unlocking that ends with %j is logged with %s', (status, code) => {
  expect(logRules.unlock?.refused?.(status as VaultStatus)).toBe(code)
})

it('parameters of an import are a change: nothing is kept where it could not be logged', () => {
  expect(logRules.getParametersForImport?.kind).toBe('change')
})

it('an answer that is held back because it could not be logged is wiped', async () => {
  const log = room.startOpen({
    ...diskLogFiles,
    makeFolder: () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    },
  })
  const dataKey = new Uint8Array(32).fill(9)
  const handlers = {
    unwrap: async () => ({ value: { dataKey }, wipe: () => dataKey.fill(0) }),
  } as unknown as OperationHandlers<KeystoreOperation>
  const vault = { status: { state: 'notSetUp', keychain: 'none' } } as VaultOperations
  const logged = loggedHandlers(handlers, { log, follower: new StoreFollower(log), vault })
  await expect(logged.unwrap(asked)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
  expect(dataKey).toEqual(new Uint8Array(32))
})
