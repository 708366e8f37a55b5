import { describe, expect, it } from 'vitest'
import type { KeystoreInput, KeystoreOutput } from '../../../../src/keystore/protocol.ts'
import { LocalKeyring } from '../../../../src/main/keyrings/local-keyring.ts'
import { readRawAesInfo, writeRawAesInfo } from '../../../../src/main/keyrings/raw-aes/provider-info.ts'
import { RawAesKeyring } from '../../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { unwrapWithAes, wrapWithAes } from '../../../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import type { LocalKeystore } from '../../../../src/main/keys/keystore/local-keystore.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { bytesOf, fresh, rejection, unwrapOf } from './support/doors.ts'

const keyId = '0f8fad5b-d9cb-469f-a165-70867728950e'
const otherKeyId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const keyMaterialId = 'ab'.repeat(32)
const material = Buffer.alloc(32, 5)
const wrappingKey = (): Secret => Secret.take(Uint8Array.from(material))

const none = (): Promise<never> => Promise.reject(new VaultError('INTERNAL', 'not in this test'))

/** A keystore of one key that keeps what it was asked. */
class OneKeyKeystore {
  readonly unwraps: KeystoreInput<'unwrap'>[] = []
  readonly sent: Uint8Array[] = []
  failure: VaultError | undefined

  async wrap(input: KeystoreInput<'wrap'>): Promise<KeystoreOutput<'wrap'>> {
    this.sent.push(input.dataKey)
    if (this.failure) throw this.failure
    const dataKey = Secret.take(Uint8Array.from(input.dataKey))
    const context = new Map(input.context)
    return { keyId, keyMaterialId, ...wrapWithAes({ wrappingKey: wrappingKey(), context, dataKey }) }
  }

  async unwrap(input: KeystoreInput<'unwrap'>): Promise<KeystoreOutput<'unwrap'>> {
    this.unwraps.push(input)
    if (input.keyId !== keyId) throw new VaultError('KEY_NOT_FOUND', 'no such key')
    if (this.failure) throw this.failure
    const { iv, ciphertext } = input
    const context = new Map(input.context)
    return {
      dataKey: new Uint8Array(
        bytesOf(unwrapWithAes({ wrappingKey: wrappingKey(), context, iv, ciphertext })),
      ),
    }
  }

  keyring(id: string | null = keyId): LocalKeyring {
    const keystore: LocalKeystore = {
      status: none,
      setUp: none,
      recheck: none,
      acceptOlderCopy: none,
      listKeys: none,
      putSecret: none,
      getSecret: none,
      dropSecret: none,
      createKey: none,
      wrap: (input) => this.wrap(input),
      unwrap: (input) => this.unwrap(input),
      onStatus: () => () => undefined,
    }
    return new LocalKeyring({ keystore, keyId: id })
  }
}

const doorNamed = (name: string, door: Partial<EncryptedDataKey> = {}): EncryptedDataKey => ({
  providerId: Buffer.from('keyhold'),
  providerInfo: writeRawAesInfo(Buffer.from(name), new Uint8Array(12)),
  ciphertext: new Uint8Array(48),
  ...door,
})

describe('the local keyring', () => {
  it('F-53 binds its door to the encryption context', async () => {
    const keyring = new OneKeyKeystore().keyring()
    const context = new Map([['purpose', 'test']])
    const { dataKey, encryptedDataKeys } = await keyring.wrap({ ...fresh, context })
    const opened = await keyring.unwrap({ ...unwrapOf(...encryptedDataKeys), context })
    expect(opened.opened && bytesOf(opened.dataKey)).toEqual(bytesOf(dataKey))
    const other = await keyring.unwrap(unwrapOf(...encryptedDataKeys))
    expect(other).toMatchObject({ opened: false, tried: [{ code: 'DATA_KEY_DAMAGED' }] })
  })

  it('F-53 names its door keyhold, <key id>/<key material id>', async () => {
    const { encryptedDataKeys, keyMaterialId: named } = await new OneKeyKeystore().keyring().wrap(fresh)
    const [door] = encryptedDataKeys
    expect(door && Buffer.from(door.providerId).toString()).toBe('keyhold')
    const name = door && readRawAesInfo(door.providerInfo)?.name
    expect(name && Buffer.from(name).toString()).toBe(`${keyId}/${keyMaterialId}`)
    expect(named).toBe(keyMaterialId)
  })

  it('F-53 makes a door that any raw AES keyring of that name and key opens', async () => {
    const context = new Map([['a', '1']])
    const made = await new OneKeyKeystore().keyring().wrap({ ...fresh, context })
    const raw = new RawAesKeyring({
      namespace: 'keyhold',
      name: `${keyId}/${keyMaterialId}`,
      wrappingKey: wrappingKey(),
    })
    const outcome = await raw.unwrap({ ...unwrapOf(...made.encryptedDataKeys), context })
    expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(bytesOf(made.dataKey))
  })

  it.each([keyId, null])('F-51 opens what it wrapped, restricted to the key %s', async (id) => {
    const store = new OneKeyKeystore()
    const made = await store.keyring().wrap(fresh)
    const outcome = await store.keyring(id).unwrap(unwrapOf(...made.encryptedDataKeys))
    expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(bytesOf(made.dataKey))
    expect(outcome.opened && outcome.keyMaterialId).toBe(keyMaterialId)
  })

  it('F-50 wipes the copy of the data key that went to the keystore, also when the wrap fails', async () => {
    const store = new OneKeyKeystore()
    await store.keyring().wrap(fresh)
    store.failure = new VaultError('KEYCHAIN_LOCKED', 'locked')
    expect(await rejection(store.keyring().wrap(fresh))).toBe('KEYCHAIN_LOCKED')
    expect(store.sent.map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true])
  })

  it('F-50 wraps nothing without a chosen key', async () => {
    expect(await rejection(new OneKeyKeystore().keyring(null).wrap(fresh))).toBe('NO_DOORS_CHOSEN')
  })

  it.each([
    ['another namespace', doorNamed(`${keyId}/${keyMaterialId}`, { providerId: Buffer.from('keyhold2') })],
    ['a name of one part', doorNamed(keyId)],
    ['a name of three parts', doorNamed(`${keyId}/${keyMaterialId}/x`)],
    ['a key id that is none', doorNamed(`../../etc/${keyMaterialId}`)],
    ['a key id in capitals that no store writes', doorNamed(`${keyId.slice(1)}/${keyMaterialId}`)],
    ['a material id that is none', doorNamed(`${keyId}/${keyMaterialId.toUpperCase()}`)],
    ['a provider info that is no raw AES one', doorNamed('', { providerInfo: Buffer.from('keyhold') })],
  ])('F-55 never asks the keystore about a door with %s', async (_name, door) => {
    const store = new OneKeyKeystore()
    expect(await store.keyring(null).unwrap(unwrapOf(door))).toEqual({ opened: false, tried: [] })
    expect(store.unwraps).toEqual([])
  })

  it('F-55 asks about its own key alone when it is restricted to one', async () => {
    const store = new OneKeyKeystore()
    const door = doorNamed(`${otherKeyId}/${keyMaterialId}`)
    expect(await store.keyring(keyId).unwrap(unwrapOf(door))).toEqual({ opened: false, tried: [] })
    expect(store.unwraps).toEqual([])
  })

  it('F-51 takes a key that this keystore does not have for another vault’s: not mine', async () => {
    const door = doorNamed(`${otherKeyId}/${keyMaterialId}`)
    expect(await new OneKeyKeystore().keyring(null).unwrap(unwrapOf(door))).toEqual({
      opened: false,
      tried: [],
    })
  })

  it('F-51 collects a locked keychain and a damaged door, and goes on', async () => {
    const store = new OneKeyKeystore()
    const made = await store.keyring().wrap(fresh)
    const damaged = doorNamed(`${keyId}/${keyMaterialId}`)
    expect((await store.keyring(null).unwrap(unwrapOf(damaged, ...made.encryptedDataKeys))).opened).toBe(true)
    store.failure = new VaultError('KEYCHAIN_LOCKED', 'locked')
    const outcome = await store.keyring(null).unwrap(unwrapOf(...made.encryptedDataKeys))
    expect(outcome.opened ? [] : outcome.tried.map((error) => error.code)).toEqual(['KEYCHAIN_LOCKED'])
  })
})
