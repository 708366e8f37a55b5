import { beforeEach, describe, expect, it } from 'vitest'
import type { Connections, WayToKey } from '../../../../src/main/credentials/connections.ts'
import { VaultKeyServices } from '../../../../src/main/doors/vault-key-services.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import type { Connection, ReadingStatus } from '../../../../src/shared/model/connection.ts'
import type { KeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { aesKeyring, bytesOf, fresh, rejection, unwrapOf } from '../keyrings/support/doors.ts'
import { keyArn, KmsDouble, otherArn } from '../keyrings/support/kms-double.ts'
import { KeystoreDouble, localKey } from './support/keystore-double.ts'

const connectionId = 'c1'
const localDoor: KeyRef = { service: 'local', keyId: localKey.keyId }
const awsDoor: KeyRef = { service: 'aws', connectionId, keyArn }

const awsRow: KeyRow = {
  ref: awsDoor,
  alias: 'media-masters',
  moreAliases: 0,
  keyId: 'a',
  arn: keyArn,
  region: 'us-west-2',
  description: '',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  manager: 'CUSTOMER',
  multiRegion: false,
  aliases: ['media-masters'],
  multiRegionRole: null,
  customKeyStoreId: null,
  validTo: null,
  tags: null,
  rotation: null,
  denied: [],
  readAt: '2026-11-23T10:00:00.000Z',
  createdAt: null,
  deletionDate: null,
  keyMaterialId: null,
  canEncrypt: true,
}

const broken = () => Promise.reject(new VaultError('FILE_NOT_READABLE', 'no permission'))
const providers = (doors: readonly EncryptedDataKey[]) =>
  doors.map(({ providerId }) => Buffer.from(providerId).toString())

describe('both key services as one', () => {
  let keystore: KeystoreDouble
  let kms: KmsDouble
  let status: ReadingStatus
  let rows: readonly KeyRow[]
  let services: VaultKeyServices

  beforeEach(() => {
    keystore = new KeystoreDouble()
    kms = new KmsDouble()
    status = { state: 'notRead' }
    rows = [awsRow]
    const connections = {
      questions: () => [],
      onQuestions: () => () => {},
      rows: async () => rows,
      waysTo: async (arn: string): Promise<readonly WayToKey[]> =>
        arn === keyArn
          ? [{ connection: { id: connectionId, status } as Connection, calls: kms, keyArn }]
          : [],
    } as unknown as Connections
    services = new VaultKeyServices({ keystore, connections })
  })

  /** A message's doors under the keys chosen. */
  const wrapFor = async (...doors: readonly KeyRef[]) => (await services.keyringFor(doors)).wrap(fresh)

  const recognise = async (...doors: readonly EncryptedDataKey[]) => services.recognise(doors)

  describe('encrypting', () => {
    it('to one key makes one door', async () => {
      expect(providers((await wrapFor(localDoor)).encryptedDataKeys)).toEqual(['keyhold'])
      expect(providers((await wrapFor(awsDoor)).encryptedDataKeys)).toEqual(['aws-kms'])
    })

    it('to both lets KMS make the data key, in whichever order they were chosen', async () => {
      for (const doors of [
        [localDoor, awsDoor],
        [awsDoor, localDoor],
      ]) {
        const made = await wrapFor(...doors)
        expect(providers(made.encryptedDataKeys)).toEqual(['aws-kms', 'keyhold'])
        expect(kms.asked.at(-1)?.call).toBe('generateDataKey')
      }
    })

    it('to the same key twice makes one door', async () => {
      expect((await wrapFor(awsDoor, awsDoor, localDoor, localDoor)).encryptedDataKeys.length).toBe(2)
    })

    it('to no key is refused', async () => {
      expect(await rejection(services.keyringFor([]))).toBe('NO_DOORS_CHOSEN')
    })

    it('to a key that no connection reaches is refused, also through another connection’s name', async () => {
      const unknown = { ...awsDoor, keyArn: otherArn }
      expect(await rejection(services.keyringFor([unknown]))).toBe('KMS_ACCOUNT_UNKNOWN')
      const elsewhere = { ...awsDoor, connectionId: 'c2' }
      expect(await rejection(services.keyringFor([elsewhere]))).toBe('KMS_ACCOUNT_UNKNOWN')
    })

    it('to an alias is refused: a door of the page is a key', async () => {
      const alias = { ...awsDoor, keyArn: 'arn:aws:kms:us-west-2:111122223333:alias/x' }
      expect(await rejection(services.keyringFor([alias]))).toBe('INVALID_REQUEST')
    })

    it('fails as a whole where one key fails, and wipes what was made', async () => {
      keystore.failure = new VaultError('KEYCHAIN_LOCKED', 'locked')
      expect(await rejection(wrapFor(awsDoor, localDoor))).toBe('KEYCHAIN_LOCKED')
      expect(kms.handedOut.map((dataKey) => dataKey.isWiped)).toEqual([true])
    })
  })

  describe('opening', () => {
    it('tries the local door first and asks AWS nothing where it opens', async () => {
      const made = await wrapFor(awsDoor, localDoor)
      kms.asked.length = 0
      const opened = await services.openingKeyring().unwrap(unwrapOf(...made.encryptedDataKeys))
      if (!opened.opened) throw new Error('not opened')
      expect(bytesOf(opened.dataKey)).toEqual(bytesOf(made.dataKey))
      expect(kms.asked).toEqual([])
    })

    it('goes on to KMS where the local door fails, and tells of both where none opens', async () => {
      const made = await wrapFor(awsDoor, localDoor)
      const request = unwrapOf(...made.encryptedDataKeys)
      keystore.failure = new VaultError('KEYCHAIN_LOCKED', 'locked')
      expect(await services.openingKeyring().unwrap(request)).toMatchObject({ opened: true })
      kms.failure = new VaultError('KMS_ACCESS_DENIED', 'denied')
      expect(await services.openingKeyring().unwrap(request)).toMatchObject({
        opened: false,
        tried: [{ code: 'KEYCHAIN_LOCKED' }, { code: 'KMS_ACCESS_DENIED' }],
      })
    })

    it('verifies each door by itself', async () => {
      const made = await wrapFor(awsDoor, localDoor)
      const keyrings = await services.verifyingKeyrings([awsDoor, localDoor])
      const request = unwrapOf(...made.encryptedDataKeys)
      const opened = await Promise.all(keyrings.map((keyring) => keyring.unwrap(request)))
      expect(opened.map((outcome) => outcome.opened && outcome.encryptedDataKey)).toEqual(
        made.encryptedDataKeys,
      )
    })
  })

  describe('recognising the doors of a header', () => {
    it('names the keys of this vault, without any key call', async () => {
      const made = await wrapFor(awsDoor, localDoor)
      kms.asked.length = 0
      keystore.asked.length = 0
      expect(await recognise(...made.encryptedDataKeys)).toEqual([
        {
          label: { kind: 'aws', name: 'media-masters', where: 'us-west-2', arn: keyArn, known: true },
          problem: null,
          service: 'aws',
          keyId: keyArn,
          keyMaterialId: null,
          account: keyArn.split(':')[4],
          region: 'us-west-2',
          connectionIds: ['c1'],
          state: 'Enabled',
        },
        {
          label: { kind: 'local', name: 'archive-2026', where: 'this computer', arn: null, known: true },
          problem: null,
          service: 'local',
          keyId: localKey.keyId,
          keyMaterialId: localKey.currentKeyMaterialId,
          account: null,
          region: null,
          connectionIds: [],
          state: 'Enabled',
        },
      ])
      expect([...kms.asked, ...keystore.asked]).toEqual([])
    })

    it('a KMS key that was never listed is known by its account, and shown by its id', async () => {
      rows = []
      const [door] = await recognise(...(await wrapFor(awsDoor)).encryptedDataKeys)
      expect(door).toMatchObject({ label: { name: 'a', known: true }, problem: null })
    })

    it('a KMS key of an account that no connection has says which', async () => {
      kms.answersAs = otherArn
      const door: EncryptedDataKey = {
        providerId: Buffer.from('aws-kms'),
        providerInfo: Buffer.from(otherArn),
        ciphertext: new Uint8Array(1),
      }
      expect(await recognise(door)).toMatchObject([
        {
          label: { kind: 'aws', name: 'b', known: false },
          problem: { code: 'KMS_ACCOUNT_UNKNOWN', facts: { account: '111122223333', region: 'us-west-2' } },
        },
      ])
    })

    it('a KMS key behind a session that ended says so', async () => {
      const { encryptedDataKeys } = await wrapFor(awsDoor)
      const problem = { code: 'KMS_CREDENTIALS_EXPIRED', message: 'sign in again', facts: {} } as const
      status = { state: 'failed', problem, readAt: null }
      expect(await recognise(...encryptedDataKeys)).toMatchObject([{ label: { known: true }, problem }])
      status = { state: 'failed', problem: { ...problem, code: 'KMS_UNREACHABLE' }, readAt: null }
      expect(await recognise(...encryptedDataKeys)).toMatchObject([{ problem: null }])
    })

    it('a local door while the keychain is locked says so', async () => {
      const { encryptedDataKeys } = await wrapFor(localDoor)
      keystore.failure = new VaultError('KEYCHAIN_LOCKED', 'unlock it')
      expect(await recognise(...encryptedDataKeys)).toMatchObject([
        {
          service: 'local',
          label: { known: false, name: localKey.keyId },
          problem: { code: 'KEYCHAIN_LOCKED' },
        },
      ])
    })

    it('a local door of another vault is not this one’s', async () => {
      const { encryptedDataKeys } = await wrapFor(localDoor)
      keystore.keys = []
      expect(await recognise(...encryptedDataKeys)).toMatchObject([
        { service: 'local', label: { known: false }, problem: { code: 'KEY_NOT_FOUND' } },
      ])
    })

    it('a door of anyone else is shown by its provider, its text made harmless', async () => {
      const { encryptedDataKeys } = await aesKeyring().wrap(fresh)
      expect(await recognise(...encryptedDataKeys)).toMatchObject([
        {
          service: 'other',
          label: { kind: 'other', name: 'ns', known: false },
          problem: { code: 'KEY_NOT_FOUND' },
        },
      ])
      const strange = { ...encryptedDataKeys[0], providerId: Buffer.from('a\u{202e}\n\u{0}b'.repeat(50)) }
      const [door] = await recognise(strange as EncryptedDataKey)
      expect(door?.label.name).toMatch(/^[ab\u{fffd}]{64}$/u)
    })

    it('a KMS door is shown as harmless text of bounded length, whatever its header names', async () => {
      const id = `\u202e${'k'.repeat(5000)}`
      const arn = `arn:aws:kms:eu-\u0007:9:key/${id}`
      const [door] = await recognise({
        providerId: Buffer.from('aws-kms'),
        providerInfo: Buffer.from(arn),
        ciphertext: new Uint8Array(1),
      })
      const text = JSON.stringify(door)
      expect(text).not.toMatch(/\u202e|\\u0007/)
      expect(text.length).toBeLessThan(9000)
      expect(door?.label.name).toMatch(/^\ufffdk{63}$/)
    })

    it('a malformed KMS door is named as such', async () => {
      const [made] = (await wrapFor(awsDoor)).encryptedDataKeys
      const malformed = { ...made, providerInfo: Buffer.from('x') } as EncryptedDataKey
      expect(await recognise(malformed)).toMatchObject([
        { service: 'other', problem: { code: 'MESSAGE_MALFORMED' } },
      ])
    })
  })

  describe('the list', () => {
    it('has the keys of both services by name, whatever the case', async () => {
      rows = [
        { ...awsRow, alias: 'Zebra' },
        { ...awsRow, alias: null, keyId: 'bbb' },
        { ...awsRow, alias: 'key-10' },
        { ...awsRow, alias: 'key-9' },
      ]
      const names = (await services.rows()).map((row) => row.alias ?? row.keyId)
      expect(names).toEqual(['archive-2026', 'bbb', 'key-9', 'key-10', 'Zebra'])
    })

    it('has the keys of AWS while the keystore cannot be read', async () => {
      keystore.failure = new VaultError('KEYCHAIN_LOCKED', 'locked')
      expect((await services.rows()).map((row) => row.ref.service)).toEqual(['aws'])
    })

    it('has the local keys, which work, while the document of the connections cannot be read', async () => {
      const connections = { rows: broken, waysTo: broken } as unknown as Connections
      services = new VaultKeyServices({ keystore, connections })
      expect(await services.rows()).toMatchObject([{ ref: localDoor }])
      expect(await services.labelsOf([localDoor])).toMatchObject([{ kind: 'local', known: true }])
      const { encryptedDataKeys } = await (await services.keyringFor([localDoor])).wrap(fresh)
      expect(await services.recognise(encryptedDataKeys)).toMatchObject([{ service: 'local', problem: null }])
    })

    it('labels what was chosen, also where it is gone', async () => {
      const gone: KeyRef = { service: 'local', keyId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }
      expect(await services.labelsOf([awsDoor, localDoor, gone])).toEqual([
        { kind: 'aws', name: 'media-masters', where: 'us-west-2', arn: keyArn, known: true },
        { kind: 'local', name: 'archive-2026', where: 'this computer', arn: null, known: true },
        { kind: 'local', name: gone.keyId, where: 'this computer', arn: null, known: false },
      ])
    })
  })
})
