import {
  buildClient,
  CommitmentPolicy,
  AlgorithmSuiteIdentifier,
  KmsKeyringNode,
  KMS,
} from '@aws-crypto/client-node'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AwsKmsKeyring } from '../../../src/main/keyrings/aws-kms-keyring.ts'
import { AwsKmsOpeningKeyring } from '../../../src/main/keyrings/aws-kms-opening-keyring.ts'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { headerOf, openWhole, sealWhole } from '../../unit/main/message/support/whole-message.ts'
import { kmsServers, type KmsServer } from './kms-servers.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

type ClientProvider = NonNullable<
  NonNullable<ConstructorParameters<typeof KmsKeyringNode>[0]>['clientProvider']
>

const sdk = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
const context = { project: 'rushes', ключ: 'значение' }
const sizes = [0, 1, 4095, 4096, 4097, 3 * 4096]

describe.each(kmsServers)('messages under a key of %s', (_name, start) => {
  let server: KmsServer | null = null
  let absent = ''
  let world: KmsWorld
  let keyArn: KeyArn

  beforeAll(async () => {
    const started = await start()
    if ('absent' in started) {
      absent = started.absent
      return
    }
    server = started
    keyArn = (await server.createKey('interop')) as KeyArn
    world = await openKmsWorld(server)
    await world.connect()
  })

  afterAll(async () => {
    if (server === null) return
    await world.close()
    await server.stop()
  })

  beforeEach((test) => test.skip(server === null, absent))

  /** The JavaScript SDK's keyring, with an AWS client of its own. */
  const theirKeyring = (keyId: string) => {
    if (server === null) throw new Error('no server')
    const { endpoint, region, accessKeyId, secretAccessKey } = server
    const client = new KMS({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
    // Its types want the callback overloads gone from the client; its code only awaits promises.
    const clientProvider = (() => client) as unknown as ClientProvider
    return new KmsKeyringNode({ clientProvider, generatorKeyId: keyId })
  }

  const ourKeyring = async () => {
    const [way] = await world.connections.waysTo(keyArn)
    if (way === undefined) throw new Error('the connection does not reach its own key')
    return new AwsKmsKeyring({ keyId: keyArn, calls: way.calls })
  }

  const encryptHere = async (plaintext: Uint8Array, pairs: ReadonlyMap<string, string>) => {
    const keyring = await ourKeyring()
    const { dataKey, encryptedDataKeys } = await keyring.wrap({ context: pairs, dataKeyLength: 32 })
    try {
      return sealWhole(plaintext, { dataKey, encryptedDataKeys, context: pairs, frameLength: 4096 })
    } finally {
      dataKey.wipe()
    }
  }

  const openHere = async (message: Uint8Array) => {
    const keyring = new AwsKmsOpeningKeyring((arn) => world.connections.waysTo(arn))
    const { context: pairs, encryptedDataKeys } = headerOf(message)
    const outcome = await keyring.unwrap({ context: pairs, dataKeyLength: 32, encryptedDataKeys })
    if (!outcome.opened) throw outcome.tried[0] ?? new Error('no door matched')
    return {
      plaintext: openWhole(message, { dataKey: outcome.dataKey }),
      keyMaterialId: outcome.keyMaterialId,
    }
  }

  it('the JavaScript SDK opens what Keyhold encrypted', async () => {
    for (const pairs of [new Map<string, string>(), new Map(Object.entries(context))]) {
      for (const size of sizes) {
        const plaintext = randomBytes(size)
        const message = await encryptHere(plaintext, pairs)
        const opened = await sdk.decrypt(theirKeyring(keyArn), message)
        expect(opened.plaintext.equals(plaintext)).toBe(true)
        expect(opened.messageHeader.encryptionContext).toEqual({
          __proto__: null,
          ...Object.fromEntries(pairs),
        })
      }
    }
  })

  it('Keyhold opens what the JavaScript SDK encrypted', async () => {
    for (const encryptionContext of [{}, context]) {
      for (const size of sizes) {
        const plaintext = randomBytes(size)
        const { result } = await sdk.encrypt(theirKeyring(keyArn), plaintext, {
          encryptionContext,
          frameLength: 4096,
          suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY,
        })
        expect(Buffer.compare((await openHere(result)).plaintext, plaintext)).toBe(0)
      }
    }
  })

  it('a door that the SDK made through an alias names the key itself and opens here', async () => {
    const { result } = await sdk.encrypt(
      theirKeyring(keyArn.replace(/key\/.*/, 'alias/interop')),
      Buffer.from('x'),
      {
        suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY,
      },
    )
    expect(Buffer.from((await openHere(result)).plaintext).toString()).toBe('x')
  })

  it('both name the key material where the server does', async () => {
    const keyring = await ourKeyring()
    const made = await keyring.wrap({ context: new Map(), dataKeyLength: 32 })
    made.dataKey.wipe()
    const opened = await openHere(await encryptHere(Buffer.from('x'), new Map()))
    expect(opened.keyMaterialId).toBe(made.keyMaterialId)
    if (server?.namesKeyMaterial) expect(opened.keyMaterialId).toMatch(/^[0-9a-f]{64}$/)
  })

  it('a message whose stored context was changed does not open', async () => {
    const message = await encryptHere(Buffer.from('x'), new Map(Object.entries(context)))
    message.set(Buffer.from('Rushes'), Buffer.from(message).indexOf('rushes'))
    await expect(openHere(message)).rejects.toMatchObject({ code: 'KMS_INVALID_CIPHERTEXT' })
  })
})
