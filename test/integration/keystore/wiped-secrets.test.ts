import { publicEncrypt } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keystoreHandlers } from '../../../src/keystore/handlers/keystore-handlers.ts'
import { ownCard } from '../../../src/keystore/people/own-card.ts'
import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../../src/keystore/protocol.ts'
import { oaepSha256 } from '../../../src/main/keyrings/raw-rsa/oaep.ts'
import { wrapKeyMaterial } from '../../../src/main/keys/aws-kms/import/wrap-key-material.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { adopt, BackupRoom, testKit } from '../../support/backup-room.ts'
import { exchangePair } from '../../support/exchange-pairs.ts'
import { KeyBench } from '../../support/key-bench.ts'
import { plainKey } from '../../support/vault-acts.ts'

/** Every secret that was made since, with the lines that made it. This file's own process alone sees it. */
const made: { readonly secret: Secret; readonly by: string }[] = []
const take = Secret.take.bind(Secret)
const watched = (source: Uint8Array): Secret => {
  const secret = take(source)
  made.push({ secret, by: new Error('made').stack ?? '' })
  return secret
}

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
  Secret.take = watched
})
afterEach(() => {
  Secret.take = take
  keys.remove()
})

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
const context: [string, string][] = [['purpose', 'test']]
const symmetric = { algorithm: 'SYMMETRIC_DEFAULT', context }
const dataKey = () => new Uint8Array(32).fill(9)
const plain = { type: null, validTo: null, description: null, keyMaterialId: null }

function start<Op extends KeystoreOperation>(operation: Op, input: KeystoreInput<Op>) {
  made.length = 0
  const begin = keystoreHandlers(keys.vault)[operation](input)
  if (begin === undefined) throw new Error(`the input of ${operation} is malformed`)
  return begin()
}

/** Nothing that was made but the open store's own key is left unwiped. */
async function expectWiped(): Promise<void> {
  const kept = await keys.vault.read(({ storeKey }) => storeKey)
  const left = made.filter(({ secret }) => !secret.isWiped && secret !== kept)
  expect(left.map(({ by }) => by)).toEqual([])
}

/** Runs one operation to the end of its answer. */
async function run<Op extends KeystoreOperation>(
  operation: Op,
  input: KeystoreInput<Op>,
): Promise<KeystoreOutput<Op>> {
  const answer = await start(operation, input)
  const value = structuredClone(answer.value) as KeystoreOutput<Op>
  answer.wipe?.()
  await expectWiped()
  return value
}

/** The same for one that is refused. */
async function refused<Op extends KeystoreOperation>(operation: Op, input: KeystoreInput<Op>): Promise<void> {
  await expect(start(operation, input)).rejects.toThrow()
  await expectWiped()
}

it('every use of a key wipes what it opened, whether it succeeds or not', async () => {
  const { keyId } = await keys.newKey()
  const other = (await keys.newKey()).keyId
  const wrapped = await run('wrap', { keyId, context, dataKey: dataKey() })
  expect(made.length).toBeGreaterThan(1)
  await run('unwrap', { ...wrapped, context })
  await refused('unwrap', { ...wrapped, context: [] })
  const { ciphertext } = await run('encrypt', { keyId, ...symmetric, plaintext: dataKey() })
  await run('decrypt', { keyId, ...symmetric, ciphertext })
  await refused('decrypt', { keyId, ...symmetric, context: [], ciphertext })
  const [from, to] = [
    { keyId, ...symmetric },
    { keyId: other, ...symmetric },
  ]
  await run('reEncrypt', { from, to, ciphertext })
  await run('generateDataKey', { keyId, length: 32, context })
  await run('generateDataKeyWithoutPlaintext', { keyId, length: 32, context })
  await run('rotateKeyOnDemand', { keyId })
})

it('so do codes, signatures and RSA', async () => {
  const usage = 'GENERATE_VERIFY_MAC'
  const mac = { keyId: (await keys.newKey({ spec: 'HMAC_256', usage })).keyId, message: dataKey() }
  const algorithm = 'HMAC_SHA_256'
  const code = await run('generateMac', { ...mac, algorithm })
  await run('verifyMac', { ...mac, algorithm, mac: code.mac })
  for (const [spec, signing] of [
    ['ECC_NIST_P256', 'ECDSA_SHA_256'],
    ['RSA_2048', 'RSASSA_PSS_SHA_256'],
  ] as const) {
    const { keyId } = await run('createKey', {
      ...plainKey,
      spec,
      usage: 'SIGN_VERIFY',
      alias: null,
      description: '',
    })
    for (const messageType of ['RAW', 'DIGEST'] as const) {
      const signed = { keyId, message: dataKey(), messageType, algorithm: signing }
      const { signature } = await run('sign', signed)
      await run('verify', { ...signed, signature })
    }
  }
  const rsa = await keys.newKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
  const side = { keyId: rsa.keyId, algorithm: 'RSAES_OAEP_SHA_256', context: [] }
  const { ciphertext } = await run('encrypt', { ...side, plaintext: dataKey() })
  await run('decrypt', { ...side, ciphertext })
  await refused('decrypt', { ...side, ciphertext: ciphertext.with(5, (ciphertext[5] ?? 0) ^ 1) })
})

it('so does an import, as it is and wrapped, and a refused one', async () => {
  const { keyId } = await keys.newKey({ origin: 'EXTERNAL' })
  const wrapping = 'RSA_AES_KEY_WRAP_SHA_256'
  const wrappingSpec = 'RSA_2048'
  const { publicKey, token } = await run('getParametersForImport', { keyId, wrapping, wrappingSpec })
  const bytes = wrapKeyMaterial(take(dataKey()), publicKey, { wrapping, wrappingSpec })
  const damaged = bytes.with(290, (bytes[290] ?? 0) ^ 1)
  await refused('importKeyMaterial', {
    keyId,
    ...plain,
    material: { kind: 'wrapped', bytes: damaged, token },
  })
  await run('importKeyMaterial', { keyId, ...plain, material: { kind: 'wrapped', bytes, token } })
  await run('importKeyMaterial', { keyId, ...plain, material: { kind: 'raw', bytes: dataKey() } })
  await refused('importKeyMaterial', { keyId, ...plain, material: { kind: 'raw', bytes: new Uint8Array(5) } })
  await run('deleteImportedKeyMaterial', { keyId, keyMaterialId: null })
})

it('so do secrets of connections, doors of colleagues, kits and backups', async () => {
  const named = { name: 'connection/1/access-key', purpose: 'aws access key' } as const
  await run('putSecret', { ...named, value: dataKey() })
  expect((await run('getSecret', named)).value).toEqual(dataKey())
  const own = exchangePair('own')
  await ownCard(keys.vault, { nameIfNone: 'Ada', makePair: own.pair })
  const ciphertext = publicEncrypt({ key: own.key, ...oaepSha256 }, dataKey())
  const { fingerprint } = own
  expect((await run('unwrapFromColleague', { fingerprint, ciphertext })).dataKey).toEqual(dataKey())
  await refused('unwrapFromColleague', { fingerprint, ciphertext: ciphertext.subarray(1) })
  const kit = await testKit('wiped')
  await adopt(keys.vault, kit)
  const room = new BackupRoom()
  try {
    await run('writeBackup', { path: room.path('backup'), madeFor: 'test' })
    const entry = { sheets: [kit.sheet], passphrase: null }
    const restored = { path: room.path('backup'), kit: entry, agreed: true, passphrase: null }
    await run('restoreBackup', { ...restored, mode: 'keychain' })
  } finally {
    room.remove()
  }
})

it('so do snapshots, checks and a lock, and nothing is left after it', async () => {
  await keys.newKey()
  const { snapshots } = await run('takeSnapshot', {})
  await run('health', {})
  await run('check', {})
  await run('restoreSnapshot', { name: snapshots[0]?.name ?? '' })
  const storeKey = await keys.vault.read((store) => store.storeKey)
  await keys.vault.prepareLock('person')
  expect(storeKey.isWiped).toBe(true)
})

it('bytes of a request are wiped once they were used', async () => {
  const { keyId } = await keys.newKey()
  const external = (await keys.newKey({ origin: 'EXTERNAL' })).keyId
  const kit = await testKit('request')
  const given = Array.from({ length: 5 }, dataKey)
  const [a = dataKey(), b = dataKey(), c = dataKey(), d = dataKey(), e = dataKey()] = given
  await run('wrap', { keyId, context, dataKey: a })
  await run('encrypt', { keyId, ...symmetric, plaintext: b })
  await run('importKeyMaterial', { keyId: external, ...plain, material: { kind: 'raw', bytes: c } })
  await run('putSecret', { name: 'connection/1/sso', purpose: 'aws single sign-on', value: d })
  const { kitId, fingerprint, publicKey } = kit.keys
  const at = '2026-11-23T09:00:00.000Z'
  const form = { form: 'plain', threshold: null, sheets: 1, madeFor: 'test', madeAt: at } as const
  const told = { kitId, fingerprint, ...form, rehearsedAt: null, revokedAt: null }
  await run('adoptKit', { kit: told, publicKey, backupKey: e })
  expect(given.map(isZero)).toEqual([true, true, true, true, true])
})
