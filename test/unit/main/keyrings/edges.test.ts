import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyArnOfDoor } from '../../../../src/main/keyrings/aws-kms-door.ts'
import { AwsKmsDiscoveryKeyring } from '../../../../src/main/keyrings/aws-kms-discovery-keyring.ts'
import { AwsKmsKeyring } from '../../../../src/main/keyrings/aws-kms-keyring.ts'
import {
  discoveryMultiKeyring,
  strictMultiKeyring,
} from '../../../../src/main/keyrings/aws-kms-multi-keyring.ts'
import { AwsKmsOpeningKeyring } from '../../../../src/main/keyrings/aws-kms-opening-keyring.ts'
import type { Keyring } from '../../../../src/main/keyrings/keyring.ts'
import { MultiKeyring } from '../../../../src/main/keyrings/multi-keyring.ts'
import { ivForName, readRawAesInfo } from '../../../../src/main/keyrings/raw-aes/provider-info.ts'
import { RawAesKeyring } from '../../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { unwrapWithAes, wrapWithAes } from '../../../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import { RawRsaKeyring } from '../../../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import { tryDoors } from '../../../../src/main/keyrings/try-doors.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { codeOf } from '../message/support/whole-message.ts'
import { aesKeyring, bytesOf, fresh, rejection, unwrapOf } from './support/doors.ts'
import { KmsDouble, keyArn, mrkIn, otherArn } from './support/kms-double.ts'

const text = new TextEncoder()
const foreignDoor: EncryptedDataKey = {
  providerId: text.encode('somebody else'),
  providerInfo: text.encode('info'),
  ciphertext: text.encode('ciphertext'),
}

describe('a door that is nobody’s', () => {
  it('is passed over by a strict keyring that tries replicas', async () => {
    const keyring = new AwsKmsKeyring({
      keyId: mrkIn('us-west-2'),
      calls: new KmsDouble(),
      multiRegion: true,
    })
    expect(await keyring.unwrap(unwrapOf(foreignDoor))).toEqual({ opened: false, tried: [] })
  })

  it('is passed over where the connections open, and no way to it is looked for', async () => {
    const asked: unknown[] = []
    const keyring = new AwsKmsOpeningKeyring(async (arn) => {
      asked.push(arn)
      return []
    })
    expect(await keyring.unwrap(unwrapOf(foreignDoor))).toEqual({ opened: false, tried: [] })
    expect(asked).toEqual([])
  })
})

describe('what KMS answers for another key', () => {
  it('is told with the key that was asked for', async () => {
    const kms = new KmsDouble()
    const { encryptedDataKeys } = await new AwsKmsKeyring({ keyId: keyArn, calls: kms }).wrap(fresh)
    kms.answersAs = otherArn
    const wrong = { code: 'KMS_ANSWER_INVALID', facts: { keyArn } }
    for (const keyring of [
      new AwsKmsKeyring({ keyId: keyArn, calls: kms }),
      new AwsKmsDiscoveryKeyring({ calls: kms }),
    ]) {
      const outcome = await keyring.unwrap(unwrapOf(...encryptedDataKeys))
      expect(outcome).toMatchObject({ opened: false, tried: [wrong] })
    }
  })
})

describe('the info of a KMS door', () => {
  it('is the ARN in UTF-8 and nothing else', () => {
    const providerInfo = Buffer.concat([Buffer.from(keyArn), Buffer.from([0xff])])
    const door = { providerId: text.encode('aws-kms'), providerInfo }
    expect(codeOf(() => keyArnOfDoor(door))).toBe('MESSAGE_MALFORMED')
    expect(codeOf(() => keyArnOfDoor({ ...door, providerInfo: Buffer.from(`\uFEFF${keyArn}`) }))).toBe(
      'MESSAGE_MALFORMED',
    )
    expect(keyArnOfDoor({ ...door, providerInfo: Buffer.from(keyArn) })).toBe(keyArn)
  })
})

describe('keyrings over several Regions that were not told to try replicas', () => {
  const near = mrkIn('us-west-2')
  const far = mrkIn('eu-west-1')

  async function doorOf(kms: KmsDouble): Promise<readonly EncryptedDataKey[]> {
    kms.answersAs = near
    const made = await new AwsKmsKeyring({ keyId: near, calls: kms }).wrap(fresh)
    kms.answersAs = far
    kms.asked.length = 0
    return made.encryptedDataKeys
  }

  it('F-77 try none, strict', async () => {
    const kms = new KmsDouble()
    const doors = await doorOf(kms)
    const keyring = strictMultiKeyring({ keyIds: [far], kmsOf: () => kms })
    expect(await keyring.unwrap(unwrapOf(...doors))).toEqual({ opened: false, tried: [] })
    const willing = strictMultiKeyring({ keyIds: [far], kmsOf: () => kms, multiRegion: true })
    expect(await willing.unwrap(unwrapOf(...doors))).toMatchObject({ opened: true })
  })

  it('F-77 ask for the key that the door names, discovering', async () => {
    const kms = new KmsDouble()
    const doors = await doorOf(kms)
    kms.answersAs = near
    const keyring = discoveryMultiKeyring({ regions: ['us-west-2'], kmsOf: () => kms })
    expect(await keyring.unwrap(unwrapOf(...doors))).toMatchObject({ opened: true })
    expect(kms.asked).toMatchObject([{ keyId: near }])
    const elsewhere = discoveryMultiKeyring({ regions: ['eu-west-1'], kmsOf: () => kms })
    kms.asked.length = 0
    await elsewhere.unwrap(unwrapOf(...doors))
    expect(kms.asked.filter(({ keyId }) => keyId === far)).toEqual([])
  })

  it('F-77 need no generator to try replicas', () => {
    const keyIds = [near, keyArn]
    expect(
      codeOf(() => strictMultiKeyring({ keyIds, kmsOf: () => new KmsDouble(), multiRegion: true })),
    ).toBe('nothing')
  })
})

/** A keyring that names its key material, and stops everything once it has wrapped or looked. */
function stopping(stop: AbortController | null, keyMaterialId: string | null): Keyring {
  const inner = aesKeyring(keyMaterialId ?? 'unnamed')
  return {
    wrap: async (request) => {
      const made = await inner.wrap(request)
      stop?.abort()
      return { ...made, keyMaterialId }
    },
    unwrap: async () => {
      stop?.abort()
      return { opened: false, tried: [] }
    },
  }
}

/** The key material that a multi-keyring names, whose keyrings name these. */
async function materialOf(...ids: (string | null)[]): Promise<string | null> {
  const [generator, ...children] = ids.map((id) => stopping(null, id))
  const multi = new MultiKeyring({ ...(generator && { generator }), children })
  return (await multi.wrap(fresh)).keyMaterialId
}

const nines = (length: number): Uint8Array => new Uint8Array(length).fill(9)

describe('the multi-keyring', () => {
  it('names the key material of the first keyring alone: it is that of the first door', async () => {
    expect(await materialOf('one', 'two')).toBe('one')
    expect(await materialOf(null, 'two', 'three')).toBeNull()
    expect(await materialOf(null, null)).toBeNull()
  })

  it('asks no further keyring once it was stopped, wrapping or opening', async () => {
    const stop = new AbortController()
    let asked = 0
    const late: Keyring = {
      wrap: () => {
        asked += 1
        return aesKeyring().wrap(fresh)
      },
      unwrap: () => {
        asked += 1
        return Promise.resolve({ opened: false, tried: [] })
      },
    }
    const multi = new MultiKeyring({ generator: stopping(stop, null), children: [late] })
    expect(await rejection(multi.wrap({ ...fresh, signal: stop.signal }))).toBe('CANCELLED')
    const again = new AbortController()
    const opening = new MultiKeyring({ children: [stopping(again, null), late] })
    expect(await rejection(opening.unwrap({ ...unwrapOf(foreignDoor), signal: again.signal }))).toBe(
      'CANCELLED',
    )
    expect(asked).toBe(0)
  })
})

describe('raw AES wrapping', () => {
  const wrappingKey = Secret.take(new Uint8Array(32).fill(3))
  const context = new Map([['a', '1']])

  it('has no info of less than twenty bytes, though its last ones look right', () => {
    const info = Buffer.concat([Buffer.from([0, 0, 128, 0, 0, 0, 12]), Buffer.alloc(12)])
    expect(readRawAesInfo(info)).toBeUndefined()
    expect(ivForName(info, new Uint8Array(0))).toBeUndefined()
  })

  it('takes its IV from the source of randomness that it is given', async () => {
    const keyring = new RawAesKeyring({ namespace: 'ns', name: 'n', wrappingKey, random: nines })
    const { encryptedDataKeys } = await keyring.wrap(fresh)
    expect(encryptedDataKeys[0]?.providerInfo.subarray(-12)).toEqual(nines(12))
  })

  it('refuses an IV of another length, and less than a tag', () => {
    const { iv, ciphertext } = wrapWithAes({ wrappingKey, context, dataKey: Secret.random(32) })
    const open = (more: object) => () => unwrapWithAes({ wrappingKey, context, iv, ciphertext, ...more })
    expect(codeOf(open({}))).toBe('nothing')
    expect(codeOf(open({ iv: iv.subarray(0, 11) }))).toBe('DATA_KEY_DAMAGED')
    expect(codeOf(open({ ciphertext: ciphertext.subarray(0, 15) }))).toBe('DATA_KEY_DAMAGED')
  })

  it('opens a wrapped key of no bytes as one, which no suite takes', async () => {
    const { iv, ciphertext } = wrapWithAes({ wrappingKey, context, dataKey: Secret.take(new Uint8Array(0)) })
    expect(bytesOf(unwrapWithAes({ wrappingKey, context, iv, ciphertext }))).toHaveLength(0)
  })
})

describe('an error inside a keyring', () => {
  it('keeps what it came from', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const keyring = new RawRsaKeyring({
      namespace: 'ns',
      name: 'n',
      privateKey,
      padding: 'oaep-sha256',
    })
    const door = {
      providerId: text.encode('ns'),
      providerInfo: text.encode('n'),
      ciphertext: new Uint8Array(256),
    }
    const outcome = await keyring.unwrap(unwrapOf(door))
    expect(outcome.opened ? undefined : outcome.tried[0]?.cause).toBeInstanceOf(Error)
    const cause = new Error('a surprise')
    const surprised = await tryDoors(unwrapOf(foreignDoor), () => () => Promise.reject(cause))
    expect(surprised.opened ? undefined : surprised.tried[0]?.cause).toBe(cause)
  })
})
