import { KMS } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'

let fake: KmsFake
let kms: KMS

beforeAll(async () => {
  fake = await startKmsFake()
  kms = clientIn(fake.region)
})
afterAll(async () => {
  kms.destroy()
  await fake.stop()
})

function clientIn(region: string): KMS {
  const { accessKeyId, secretAccessKey } = fake.accessKey
  return new KMS({ endpoint: fake.endpoint, region, credentials: { accessKeyId, secretAccessKey } })
}

/** The name of the error that a call ends with. */
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: Error) => error.name,
  )

it('a key of the fake lives as KMS’s table of states says', async () => {
  const { KeyMetadata } = await kms.createKey({ Description: 'x' })
  const KeyId = KeyMetadata?.KeyId
  const state = async () => (await kms.describeKey({ KeyId })).KeyMetadata?.KeyState
  const generate = () => refusal(kms.generateDataKey({ KeyId, KeySpec: 'AES_256' }))
  expect([await state(), await generate()]).toEqual(['Enabled', 'none'])
  await kms.disableKey({ KeyId })
  expect([await state(), await generate()]).toEqual(['Disabled', 'DisabledException'])
  await kms.enableKey({ KeyId })
  const { DeletionDate } = await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 })
  expect(DeletionDate?.getTime()).toBeGreaterThan(Date.now() + 6.9 * 24 * 3600_000)
  expect([await state(), await generate()]).toEqual(['PendingDeletion', 'KMSInvalidStateException'])
  expect(await refusal(kms.enableKey({ KeyId }))).toBe('KMSInvalidStateException')
  expect(await refusal(kms.createAlias({ AliasName: 'alias/late', TargetKeyId: KeyId }))).toBe(
    'KMSInvalidStateException',
  )
  await kms.cancelKeyDeletion({ KeyId })
  expect(await state()).toBe('Disabled')
  expect(await refusal(kms.cancelKeyDeletion({ KeyId }))).toBe('KMSInvalidStateException')
})

it('a key is found by its id, its ARN and its aliases, in its own Region alone', async () => {
  const key = fake.createKey({ alias: 'media' })
  const found = async (KeyId: string) => (await kms.describeKey({ KeyId })).KeyMetadata?.Arn
  const aliasArn = key.arn.replace(/key\/.*/, 'alias/media')
  for (const name of [key.id, key.arn, 'alias/media', aliasArn]) expect(await found(name)).toBe(key.arn)
  for (const name of ['alias/none', key.arn.replace('eu-central-1', 'us-east-1'), crypto.randomUUID()]) {
    expect(await refusal(kms.describeKey({ KeyId: name }))).toBe('NotFoundException')
  }
  expect(await refusal(kms.createAlias({ AliasName: 'alias/media', TargetKeyId: key.id }))).toBe(
    'AlreadyExistsException',
  )
  expect(await refusal(kms.createAlias({ AliasName: 'alias/aws/x', TargetKeyId: key.id }))).toBe(
    'InvalidAliasNameException',
  )
})

it('a replica opens what the primary encrypted, and is a key of its own', async () => {
  const primary = fake.createKey({ multiRegion: true })
  const replica = fake.replicate(primary, 'us-east-1')
  const there = clientIn('us-east-1')
  const made = await kms.generateDataKey({ KeyId: primary.arn, NumberOfBytes: 32 })
  const opened = await there.decrypt({ KeyId: replica.arn, CiphertextBlob: made.CiphertextBlob })
  expect(opened.KeyId).toBe(replica.arn)
  expect(opened.Plaintext).toEqual(made.Plaintext)
  replica.state = 'Disabled'
  expect(await refusal(there.decrypt({ CiphertextBlob: made.CiphertextBlob }))).toBe('DisabledException')
  expect(await refusal(kms.decrypt({ CiphertextBlob: made.CiphertextBlob }))).toBe('none')
  there.destroy()
})

it('what is asked wrongly is refused as KMS refuses it', async () => {
  const { arn } = fake.createKey()
  const ask = (input: object) => refusal(kms.generateDataKey({ KeyId: arn, ...input }))
  expect(await ask({ NumberOfBytes: 32, KeySpec: 'AES_256' })).toBe('ValidationException')
  expect(await ask({})).toBe('ValidationException')
  expect(await ask({ NumberOfBytes: 1025 })).toBe('ValidationException')
  expect(await refusal(kms.listKeys({ Limit: 1001 }))).toBe('ValidationException')
  expect(await refusal(kms.listKeys({ Marker: 'nonsense' }))).toBe('InvalidMarkerException')
  expect(await refusal(kms.connectCustomKeyStore({ CustomKeyStoreId: 'cks-1' }))).toBe(
    'UnknownOperationException',
  )
})
