import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  RawRsaKeyringNode,
} from '@aws-crypto/client-node'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { RsaOpeningKeyring } from '../../../../src/main/keyrings/raw-rsa/rsa-opening-keyring.ts'
import { RsaPublicKeyring } from '../../../../src/main/keyrings/raw-rsa/rsa-public-keyring.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { rsaHolder } from '../../../support/rsa-holder.ts'
import { codeOf, headerOf, openWhole, sealWhole } from '../message/support/whole-message.ts'
import { bytesOf, fresh, rejection, unwrapOf } from './support/doors.ts'

const kit = rsaHolder('keyhold-recovery')
const colleague = rsaHolder('keyhold-exchange')
const wrapping = new RsaPublicKeyring(kit)
const opening = new RsaOpeningKeyring([colleague.opener, kit.opener])

async function madeDoor(keyring = wrapping) {
  const { dataKey, encryptedDataKeys } = await keyring.wrap(fresh)
  const [door] = encryptedDataKeys
  if (door === undefined) throw new Error('no door')
  return { dataKey, door }
}

describe('a door for an RSA public key', () => {
  it('is named after the namespace and the fingerprint, and is as long as the key', async () => {
    const { door } = await madeDoor()
    expect(Buffer.from(door.providerId).toString()).toBe('keyhold-recovery')
    expect(Buffer.from(door.providerInfo).toString()).toBe(kit.fingerprint)
    expect(door.ciphertext).toHaveLength(256)
  })

  it('opens through whoever holds the private half, and a call is counted', async () => {
    const { dataKey, door } = await madeDoor()
    const calls: string[] = []
    const outcome = await opening.unwrap({ ...unwrapOf(door), onCall: (holder) => calls.push(holder) })
    expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(bytesOf(dataKey))
    expect(calls).toEqual(['local'])
  })

  it('wraps a data key that is given, and leaves it to its owner', async () => {
    const dataKey = Secret.random(32)
    const made = await wrapping.wrap({ ...fresh, dataKey })
    expect(made.dataKey).toBe(dataKey)
    expect(dataKey.isWiped).toBe(false)
  })

  it('is not mine where namespace or fingerprint is another: a value, no error', async () => {
    const { door } = await madeDoor()
    const others = [
      { ...door, providerId: Buffer.from('keyhold-exchange') },
      { ...door, providerInfo: Buffer.from(kit.fingerprint.slice(1)) },
    ]
    expect(await opening.unwrap(unwrapOf(...others))).toEqual({ opened: false, tried: [] })
  })

  it('that is damaged is DATA_KEY_DAMAGED, and the next one is tried', async () => {
    const { door } = await madeDoor()
    const broken = { ...door, ciphertext: door.ciphertext.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) }
    const alone = await opening.unwrap(unwrapOf(broken))
    expect(alone.opened ? [] : alone.tried.map(({ code }) => code)).toEqual(['DATA_KEY_DAMAGED'])
    expect((await opening.unwrap(unwrapOf(broken, door))).opened).toBe(true)
  })

  it('a public half opens nothing, a private half makes nothing', async () => {
    expect(await wrapping.unwrap()).toEqual({ opened: false, tried: [] })
    expect(await rejection(opening.wrap())).toBe('KEY_USAGE_INVALID')
  })

  it('takes no namespace of AWS KMS, and no key that is not RSA', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
    expect(codeOf(() => new RsaPublicKeyring({ ...kit, namespace: 'aws-kms-x' }))).toBe('INVALID_REQUEST')
    expect(codeOf(() => new RsaPublicKeyring({ ...kit, publicKey: spki }))).toBe('INVALID_REQUEST')
    expect(codeOf(() => new RsaPublicKeyring({ ...kit, publicKey: randomBytes(40) }))).toBe('INVALID_REQUEST')
  })
})

describe('RSA doors and the JavaScript AWS Encryption SDK', () => {
  const sdk = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
  const plaintext = randomBytes(5000)
  const theirs = new RawRsaKeyringNode({
    keyNamespace: kit.namespace,
    keyName: kit.fingerprint,
    rsaKey: {
      publicKey: pemOf(kit.publicKey),
      privateKey: kit.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    oaepHash: 'sha256',
  })

  it('it opens what Keyhold made', async () => {
    const { dataKey, encryptedDataKeys } = await wrapping.wrap(fresh)
    const message = sealWhole(plaintext, { dataKey, encryptedDataKeys, frameLength: 4096 })
    expect((await sdk.decrypt(theirs, message)).plaintext.equals(plaintext)).toBe(true)
  })

  it('Keyhold opens what it made', async () => {
    const { result } = await sdk.encrypt(theirs, plaintext, {
      frameLength: 4096,
      suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY,
    })
    const { context, encryptedDataKeys } = headerOf(result)
    const outcome = await opening.unwrap({ context, dataKeyLength: 32, encryptedDataKeys })
    if (!outcome.opened) throw new Error('it does not open')
    expect(Buffer.compare(openWhole(result, { dataKey: outcome.dataKey }), plaintext)).toBe(0)
  })
})

function pemOf(spki: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${Buffer.from(spki).toString('base64')}\n-----END PUBLIC KEY-----\n`
}
