import { expect, test } from 'vitest'
import {
  emptyTry,
  mostBytes,
  targetsOf,
  tryActs,
  tryAlgorithms,
  type TryFields,
  tryInputOf,
  tryObstacle,
} from '../../../../../src/renderer/src/key-depth/try/try-state.ts'
import { tryText as words } from '../../../../../src/renderer/src/words/try-text.ts'
import { keyRow } from '../../support/rows.ts'

const aes = keyRow({ usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' })
const rsa = keyRow({ usage: 'ENCRYPT_DECRYPT', spec: 'RSA_2048' })
const signer = keyRow({ usage: 'SIGN_VERIFY', spec: 'RSA_2048' })
const fields = (change: Partial<TryFields>): TryFields => ({ ...emptyTry, ...change })

test('what can be tried follows from what the key is for', () => {
  expect(tryActs(aes)).toEqual(['encrypt', 'decrypt', 'reEncrypt'])
  expect(tryActs(rsa)).toEqual(['encrypt', 'decrypt', 'reEncrypt', 'publicKey'])
  expect(tryActs(signer)).toEqual(['sign', 'verify', 'publicKey'])
  expect(tryActs(keyRow({ usage: 'GENERATE_VERIFY_MAC', spec: 'HMAC_256' }))).toEqual(['mac', 'verifyMac'])
  expect(tryActs(keyRow({ usage: 'KEY_AGREEMENT', spec: 'ECC_NIST_P256' }))).toEqual(['publicKey'])
  expect(tryActs(keyRow({ usage: null, spec: null }))).toEqual([])
})

test('algorithms are offered for signatures and MACs only', () => {
  expect(tryAlgorithms('sign', signer)).toContain('RSASSA_PSS_SHA_256')
  expect(tryAlgorithms('encrypt', rsa)).toEqual([])
})

test('a key pair encrypts less than 4,096 bytes', () => {
  expect(mostBytes('encrypt', aes)).toBe(4096)
  expect(mostBytes('encrypt', rsa)).toBe(190)
})

test('bytes are counted, not characters', () => {
  expect(tryObstacle('encrypt', fields({ text: 'ß'.repeat(95) }), rsa)).toBeNull()
  expect(tryObstacle('encrypt', fields({ text: 'ß'.repeat(96) }), rsa)).toBe(words.tooLong('190'))
})

test.each([
  ['encrypt', {}, words.needsText],
  ['decrypt', {}, words.needsBlob],
  ['decrypt', { blob: 'not base64!' }, words.noBase64],
  ['reEncrypt', { blob: 'AQID' }, words.needsKey],
  ['verify', { text: 'a' }, words.needsProof],
  ['verifyMac', { text: 'a' }, words.needsMac],
  ['verify', { text: 'a', proof: 'AQI' }, words.noBase64],
  ['publicKey', {}, null],
  ['sign', { source: 'file' }, null],
] as const)('%s with %o: %s', (act, change, reason) => {
  expect(tryObstacle(act, fields(change), aes)).toBe(reason)
})

test('Base64 is taken with the line breaks that tools write, and sent without them', () => {
  const wrapped = fields({ blob: 'AQID\nBAUG\r\n' })
  expect(tryObstacle('decrypt', wrapped, aes)).toBeNull()
  expect(tryInputOf('decrypt', wrapped)).toEqual({ kind: 'base64', base64: 'AQIDBAUG' })
})

test('a file is chosen by the main process, whatever was typed before', () => {
  expect(tryInputOf('encrypt', fields({ source: 'file', text: 'typed' }))).toEqual({ kind: 'file' })
})

const place = (id: string, connectionId = 'production', region = 'eu-central-1') => ({
  ref: { service: 'aws' as const, connectionId, keyArn: `arn:aws:kms:${region}:1:key/${id}` },
  region,
  keyId: id,
})

test('a ciphertext moves to enabled keys of the same connection and Region that encrypt', () => {
  const from = keyRow({ ...aes, ...place('from') })
  const keys = [
    from,
    keyRow({ ...aes, ...place('near') }),
    keyRow({ ...aes, ...place('far', 'production', 'us-east-1') }),
    keyRow({ ...aes, ...place('other', 'media') }),
    keyRow({ ...aes, ...place('off'), state: 'Disabled' }),
    keyRow({ ...signer, ...place('signs') }),
    keyRow({ ...aes, ...place('theirs'), manager: 'AWS' }),
  ]
  expect(targetsOf(from, keys).map(({ keyId }) => keyId)).toEqual(['near'])
})
