import { describe, expect, it } from 'vitest'
import { encryptFile } from '../../../../../src/main/jobs/file/encrypt-file.ts'
import { moveFile } from '../../../../../src/main/jobs/file/move-file.ts'
import { packFolder } from '../../../../../src/main/jobs/file/pack-folder.ts'
import { AwsKmsKeyring } from '../../../../../src/main/keyrings/aws-kms-keyring.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { LocalKeyring } from '../../../../../src/main/keyrings/local-keyring.ts'
import { MultiKeyring } from '../../../../../src/main/keyrings/multi-keyring.ts'
import { unwrapWithAes, wrapWithAes } from '../../../../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import type { KmsCalls } from '../../../../../src/main/keys/aws-kms/kms-calls.ts'
import type { KeyArn } from '../../../../../src/main/keys/aws-kms/key-arn.ts'
import type { LocalKeystore } from '../../../../../src/main/keys/keystore/local-keystore.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { keyring as oldKeyring, messageOf } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { KmsDouble, keyArn, otherArn } from '../../keyrings/support/kms-double.ts'
import { bytesOf } from '../../keyrings/support/doors.ts'

const wrappingKey = (): Secret => Secret.take(new Uint8Array(32).fill(5))
const none = (): Promise<never> => Promise.reject(new Error('not in this test'))

/** A local key whose holder, if it lies, wraps another data key than it was given: well-formed, and it opens. */
function localDoor(lies: boolean): Keyring {
  const keyId = '0f8fad5b-d9cb-469f-a165-70867728950e'
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
    onStatus: () => () => undefined,
    wrap: async (input) => {
      const dataKey = lies ? Secret.random(32) : Secret.take(Uint8Array.from(input.dataKey))
      const context = new Map(input.context)
      const made = wrapWithAes({ wrappingKey: wrappingKey(), context, dataKey })
      return { keyId, keyMaterialId: 'ab'.repeat(32), ...made }
    },
    unwrap: async ({ context, iv, ciphertext }) => {
      const opened = unwrapWithAes({ wrappingKey: wrappingKey(), context: new Map(context), iv, ciphertext })
      return { dataKey: new Uint8Array(bytesOf(opened)) }
    },
  }
  return new LocalKeyring({ keystore, keyId })
}

/** A KMS key whose service, if it lies, gives a ciphertext of another data key: of the right length, and it opens. */
function kmsDoor(keyId: KeyArn, lies: boolean): Keyring {
  const kms = new KmsDouble()
  kms.answersAs = keyId
  const calls: KmsCalls = {
    generateDataKey: async (options) => {
      const given = await kms.generateDataKey(options)
      const other = await kms.generateDataKey(options)
      return lies ? { ...given, ciphertext: other.ciphertext } : given
    },
    encrypt: (options) => kms.encrypt(lies ? { ...options, dataKey: Secret.random(32) } : options),
    decrypt: (options) => kms.decrypt(options),
  }
  return new AwsKmsKeyring({ keyId, calls })
}

/** A message with three doors, of which the one of that number is wrong. */
function doorsWith(wrong: number): {
  readonly keyring: Keyring
  readonly verifyingKeyrings: readonly Keyring[]
} {
  const kms = kmsDoor(keyArn, wrong === 0)
  const local = localDoor(wrong === 1)
  const otherKms = kmsDoor(otherArn, wrong === 2)
  const keyring = new MultiKeyring({ generator: kms, children: [local, otherKms] })
  return { keyring, verifyingKeyrings: [kms, local, otherKms] }
}

const message = await messageOf(bytes(2500))

type Doors = ReturnType<typeof doorsWith>
const works: Readonly<Record<string, (room: Room, doors: Doors) => Promise<unknown>>> = {
  'an encrypted file': (room, doors) => {
    const source = room.write('in/a.bin', bytes(2500))
    return encryptFile({
      files: quickFiles,
      ...doors,
      source,
      target: room.path('result'),
      frameLength: 1000,
    })
  },
  'a moved message': (room, doors) => {
    const source = room.write('in/a.encrypted', message)
    const more = { openingKeyring: oldKeyring, target: room.path('result'), frameLength: 1000 }
    return moveFile({ files: quickFiles, ...doors, source, ...more })
  },
  'a packed folder': (room, doors) => {
    room.write('in/a.bin', bytes(2500))
    const folder = room.path('in')
    return packFolder({ files: quickFiles, ...doors, folder, target: room.path('result'), frameLength: 1000 })
  },
}

describe.each(Object.entries(works))('%s', (_name, work) => {
  it('is published where every door wraps the data key that was used', async () => {
    using room = new Room()
    await work(room, doorsWith(-1))
    expect(room.names()).toContain('result')
  })

  it.each([
    ['the KMS key that generated', 0],
    ['the local key', 1],
    ['the second KMS key', 2],
  ])('is not published where %s wrapped another data key', async (_door, wrong) => {
    using room = new Room()
    await expect(work(room, doorsWith(wrong))).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      facts: { reason: 'COMMITMENT_MISMATCH' },
    })
    expect(room.names().filter((name) => !name.startsWith('in/'))).toEqual([])
  })
})
