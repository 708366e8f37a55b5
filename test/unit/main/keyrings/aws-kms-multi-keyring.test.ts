import { beforeEach, describe, expect, it } from 'vitest'
import { AwsKmsKeyring } from '../../../../src/main/keyrings/aws-kms-keyring.ts'
import {
  discoveryMultiKeyring,
  strictMultiKeyring,
} from '../../../../src/main/keyrings/aws-kms-multi-keyring.ts'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { codeOf } from '../message/support/whole-message.ts'
import { bytesOf, fresh, unwrapOf } from './support/doors.ts'
import { aliasArn, keyArn, KmsDouble, mrkIn } from './support/kms-double.ts'

const frankfurt = 'arn:aws:kms:eu-central-1:111122223333:key/b' as KeyArn

describe('keyrings over the KMS of several Regions', () => {
  let regions: Map<string | null, KmsDouble>
  const kmsOf = (region: string | null): KmsDouble => {
    const known = regions.get(region) ?? new KmsDouble()
    regions.set(region, known)
    return known
  }
  const answering = (region: string | null, arn: KeyArn): KmsDouble => {
    const kms = kmsOf(region)
    kms.answersAs = arn
    return kms
  }

  beforeEach(() => {
    regions = new Map()
  })

  it('F-78 wrap under every key, each in the Region of its ARN', async () => {
    answering('us-west-2', keyArn)
    answering('eu-central-1', frankfurt)
    const keyring = strictMultiKeyring({ generator: keyArn, keyIds: [frankfurt], kmsOf })
    const made = await keyring.wrap(fresh)
    expect(made.encryptedDataKeys).toHaveLength(2)
    expect(regions.get('us-west-2')?.asked).toMatchObject([{ call: 'generateDataKey', keyId: keyArn }])
    expect(regions.get('eu-central-1')?.asked).toMatchObject([{ call: 'encrypt', keyId: frankfurt }])
    const opened = await keyring.unwrap(unwrapOf(...made.encryptedDataKeys))
    expect(opened.opened && bytesOf(opened.dataKey)).toEqual(bytesOf(made.dataKey))
  })

  it('F-78 take the default Region for an id that names none', () => {
    strictMultiKeyring({ keyIds: ['alias/media', aliasArn], kmsOf })
    expect([...regions.keys()]).toEqual([null, 'us-west-2'])
  })

  it('F-78 need a key', () => {
    expect(codeOf(() => strictMultiKeyring({ keyIds: [], kmsOf }))).toBe('NO_DOORS_CHOSEN')
    expect(codeOf(() => discoveryMultiKeyring({ regions: [], kmsOf }))).toBe('NO_DOORS_CHOSEN')
    expect(codeOf(() => discoveryMultiKeyring({ regions: [''], kmsOf }))).toBe('INVALID_REQUEST')
  })

  it('F-77 refuse two ids that are the same multi-Region key', () => {
    const keyIds = [mrkIn('eu-west-1'), keyArn]
    const make = (multiRegion: boolean, generator: string) => () =>
      strictMultiKeyring({ generator, keyIds, kmsOf, multiRegion })
    expect(codeOf(make(true, mrkIn('us-west-2')))).toBe('INVALID_REQUEST')
    expect(codeOf(make(false, mrkIn('us-west-2')))).toBe('nothing')
    expect(codeOf(make(true, frankfurt))).toBe('nothing')
  })

  it('F-77 open through another Region where one fails', async () => {
    const kms = answering('us-west-2', mrkIn('us-west-2'))
    const wrapping = new AwsKmsKeyring({ keyId: mrkIn('us-west-2'), calls: kms })
    const { encryptedDataKeys } = await wrapping.wrap(fresh)
    const failing = answering('ap-south-1', mrkIn('ap-south-1'))
    failing.failure = new VaultError('KMS_UNREACHABLE', 'no')
    const keyring = discoveryMultiKeyring({
      regions: ['ap-south-1', 'us-west-2'],
      kmsOf,
      multiRegion: true,
    })
    expect((await keyring.unwrap(unwrapOf(...encryptedDataKeys))).opened).toBe(true)
    expect(failing.asked).toMatchObject([{ keyId: mrkIn('ap-south-1') }])
    expect(kms.asked.at(-1)).toMatchObject({ call: 'decrypt', keyId: mrkIn('us-west-2') })
  })

  it('F-76 filter in every Region', async () => {
    const kms = answering('us-west-2', keyArn)
    const { encryptedDataKeys } = await new AwsKmsKeyring({ keyId: keyArn, calls: kms }).wrap(fresh)
    const filter = { partition: 'aws', accounts: ['999999999999'] }
    const keyring = discoveryMultiKeyring({ regions: ['us-west-2'], kmsOf, filter })
    expect(await keyring.unwrap(unwrapOf(...encryptedDataKeys))).toEqual({ opened: false, tried: [] })
  })
})

describe('a strict keyring that knows multi-Region keys', () => {
  let kms: KmsDouble
  let door: EncryptedDataKey
  const [here, there] = [mrkIn('us-west-2'), mrkIn('eu-west-1')]

  beforeEach(async () => {
    kms = new KmsDouble()
    kms.answersAs = there
    const made = await new AwsKmsKeyring({ keyId: there, calls: kms }).wrap(fresh)
    const [first] = made.encryptedDataKeys
    if (first === undefined) throw new Error('no door')
    door = first
    kms.asked.length = 0
    kms.answersAs = here
  })

  it('F-77 opens the door of a replica through its own key', async () => {
    const keyring = new AwsKmsKeyring({ keyId: here, calls: kms, multiRegion: true })
    expect((await keyring.unwrap(unwrapOf(door))).opened).toBe(true)
    expect(kms.asked).toMatchObject([{ call: 'decrypt', keyId: here }])
  })

  it('F-77 refuses an answer for the replica instead of its own key', async () => {
    kms.answersAs = there
    const keyring = new AwsKmsKeyring({ keyId: here, calls: kms, multiRegion: true })
    const outcome = await keyring.unwrap(unwrapOf(door))
    expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'KMS_ANSWER_INVALID' }] })
  })

  it('F-77 leaves a replica alone where it was not told to, and a key that only looks like one', async () => {
    const strict = new AwsKmsKeyring({ keyId: here, calls: kms })
    expect(await strict.unwrap(unwrapOf(door))).toEqual({ opened: false, tried: [] })
    for (const keyId of [
      keyArn,
      here.replace('111122223333', '999999999999'),
      here.replace('arn:aws:', 'arn:aws-cn:'),
      here.replace('mrk-', 'mrk-0'),
      here.replace(':key/', ':alias/'),
      'mrk-1234',
    ]) {
      const other = new AwsKmsKeyring({ keyId, calls: kms, multiRegion: true })
      expect(await other.unwrap(unwrapOf(door))).toEqual({ opened: false, tried: [] })
    }
    expect(kms.asked).toEqual([])
  })
})
