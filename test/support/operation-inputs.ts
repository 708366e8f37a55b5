import type { KeystoreOperation } from '../../src/keystore/protocol.ts'
import { plainKey } from './vault-acts.ts'

const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const keyMaterialId = 'ab'.repeat(32)
const fingerprint = 'cd'.repeat(32)
const at = '2026-11-23T09:00:00.000Z'
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(9)
const context = [['purpose', 'test']]
const none = (): object => ({})
const key = (): object => ({ keyId })
const algorithm = 'SYMMETRIC_DEFAULT'
const kit = {
  kitId: 'KH-1',
  fingerprint,
  form: 'plain',
  threshold: null,
  sheets: 1,
  madeFor: 'this computer',
  madeAt: at,
  rehearsedAt: null,
  revokedAt: null,
}
const signed = { keyId, message: bytes(4), messageType: 'RAW', algorithm }
const entry = {
  area: 'files',
  what: 'encryptFiles',
  count: 1,
  code: null,
  service: null,
  keyId: null,
  keyMaterialId: null,
  bytes: null,
  facts: {},
  details: null,
}

/** A well-formed input of every operation of the port: a new operation does not compile without one. */
export const operationInputs: Readonly<Record<KeystoreOperation, () => object>> = {
  status: none,
  setUp: () => ({ mode: 'keychain', passphrase: null }),
  recheck: none,
  acceptOlderCopy: none,
  unlock: () => ({ passphrase: null }),
  prepareLock: () => ({ cause: 'idle' }),
  setProtection: () => ({ current: null, wanted: { mode: 'passphrase', passphrase: 'a phrase' } }),
  health: none,
  check: none,
  takeSnapshot: none,
  restoreSnapshot: () => ({ name: 'a snapshot' }),
  listKeys: none,
  describeKey: key,
  createKey: () => ({ ...plainKey, alias: 'a', description: '' }),
  updateDescription: () => ({ keyId, description: 'd' }),
  createAlias: () => ({ keyId, alias: 'a' }),
  updateAlias: () => ({ keyId, alias: 'a' }),
  deleteAlias: () => ({ alias: 'a' }),
  setTags: () => ({ keyId, set: { team: 'post' }, remove: [] }),
  enableKey: key,
  disableKey: key,
  scheduleKeyDeletion: () => ({ keyId, days: 7 }),
  cancelKeyDeletion: key,
  deleteKey: key,
  setRotation: () => ({ keyId, periodDays: 90 }),
  rotateKeyOnDemand: key,
  listKeyMaterials: key,
  setRules: () => ({
    keyId,
    rules: { operations: null, requiredContext: [], notBefore: null, notAfter: null },
  }),
  getParametersForImport: () => ({ keyId, wrapping: 'RSAES_OAEP_SHA_256', wrappingSpec: 'RSA_3072' }),
  importKeyMaterial: () => ({
    keyId,
    material: { kind: 'raw', bytes: bytes(32) },
    type: null,
    validTo: null,
    description: null,
    keyMaterialId: null,
  }),
  deleteImportedKeyMaterial: () => ({ keyId, keyMaterialId: null }),
  encrypt: () => ({ keyId, algorithm, plaintext: bytes(4), context }),
  decrypt: () => ({ keyId: null, algorithm, ciphertext: bytes(4), context }),
  reEncrypt: () => ({
    from: { keyId: null, algorithm, context },
    to: { keyId, algorithm, context },
    ciphertext: bytes(4),
  }),
  generateDataKey: () => ({ keyId, length: 32, context }),
  generateDataKeyWithoutPlaintext: () => ({ keyId, length: 32, context }),
  generateMac: () => ({ keyId, message: bytes(4), algorithm }),
  verifyMac: () => ({ keyId, message: bytes(4), algorithm, mac: bytes(32) }),
  sign: () => signed,
  verify: () => ({ ...signed, signature: bytes(64) }),
  getPublicKey: key,
  wrap: () => ({ keyId, context, dataKey: bytes(32) }),
  unwrap: () => ({ keyId, keyMaterialId, context, iv: bytes(12), ciphertext: bytes(48) }),
  putSecret: () => ({ name: 'connection/1', purpose: 'aws access key', value: bytes(9) }),
  getSecret: () => ({ name: 'connection/1', purpose: 'aws access key' }),
  dropSecret: () => ({ name: 'connection/1' }),
  listKits: none,
  kitPublicKey: none,
  adoptKit: () => ({ kit, publicKey: bytes(400), backupKey: bytes(32) }),
  noteRehearsal: () => ({ kitId: 'KH-1', at }),
  revokeKit: () => ({ kitId: 'KH-1' }),
  writeBackup: () => ({ path: '/somewhere/backup', madeFor: 'this computer' }),
  findBackup: () => ({ path: '/somewhere/backup' }),
  restoreBackup: () => ({
    path: '/somewhere/backup',
    kit: { sheets: ['a sheet'], passphrase: null },
    mode: 'keychain',
    passphrase: null,
    agreed: false,
  }),
  ownCard: () => ({ nameIfNone: 'A' }),
  exchangeKey: none,
  setOwnName: () => ({ name: 'A' }),
  listColleagues: none,
  putColleague: () => ({ name: 'A', publicKey: bytes(400), compared: true, replaces: null }),
  renameColleague: () => ({ colleagueId: 'a', name: 'A' }),
  removeColleague: () => ({ colleagueId: 'a' }),
  unwrapFromColleague: () => ({ fingerprint, ciphertext: bytes(384) }),
  appendActivity: () => ({ entries: [entry] }),
  listActivity: () => ({
    filter: { area: null, refused: false, search: '', whats: [], keyIds: [] },
    before: null,
    limit: 10,
  }),
  checkActivity: none,
  beginActivity: none,
  anchorActivity: none,
  setLogging: () => ({ details: false, refuseUnlogged: false }),
}
