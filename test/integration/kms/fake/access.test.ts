import type { KMS } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startKmsFake, type KmsFake } from '../../../fakes/kms/start-kms-fake.ts'
import { clientOf, refusal } from './fake-client.ts'

const stranger = '444455556666'
const text = new Uint8Array(4)
const allow = (who: string) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${who}:root` },
  Action: 'kms:*',
  Resource: '*',
})

let fake: KmsFake
let kms: KMS
/** Of another account. */
let theirs: KMS

beforeEach(async () => {
  fake = await startKmsFake()
  kms = clientOf(fake)
  theirs = clientOf(fake, fake.region, fake.addAccessKey({ account: stranger }))
})
afterEach(async () => {
  kms.destroy()
  theirs.destroy()
  await fake.stop()
})

const encrypt = (KeyId: string, EncryptionContext = {}) =>
  refusal(theirs.encrypt({ KeyId, Plaintext: text, EncryptionContext }))

describe('who may use a key of the fake', () => {
  it('another account may by the key’s policy, and administers it never', async () => {
    const { arn } = fake.createKey()
    expect(await encrypt(arn)).toBe('AccessDeniedException')
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [allow(fake.account), allow(stranger)],
    })
    await kms.putKeyPolicy({ KeyId: arn, Policy })
    expect(await encrypt(arn)).toBe('none')
    expect(await refusal(theirs.disableKey({ KeyId: arn }))).toBe('AccessDeniedException')
    expect(await refusal(theirs.listKeyRotations({ KeyId: arn }))).toBe('AccessDeniedException')
    expect(await refusal(theirs.getKeyRotationStatus({ KeyId: arn }))).toBe('none')
  })

  it('or by a grant, for its operations and with its context', async () => {
    const { arn } = fake.createKey()
    await kms.createGrant({
      KeyId: arn,
      GranteePrincipal: `arn:aws:iam::${stranger}:user/operator`,
      Operations: ['Encrypt'],
      Constraints: { EncryptionContextSubset: { project: 'rushes', scene: '1' } },
    })
    expect(await encrypt(arn)).toBe('AccessDeniedException')
    expect(await encrypt(arn, { project: 'rushes' })).toBe('AccessDeniedException')
    expect(await encrypt(arn, { project: 'rushes', scene: '1', take: '2' })).toBe('none')
    const dataKey = theirs.generateDataKey({ KeyId: arn, KeySpec: 'AES_256' })
    expect(await refusal(dataKey)).toBe('AccessDeniedException')
  })

  it('a grant of the same name is the same grant, and is found by who may retire it', async () => {
    const { arn } = fake.createKey()
    const RetiringPrincipal = `arn:aws:iam::${fake.account}:role/keeper`
    const draft = {
      KeyId: arn,
      Name: 'once',
      GranteePrincipal: `arn:aws:iam::${fake.account}:role/reader`,
      RetiringPrincipal,
      Operations: ['Decrypt' as const],
    }
    const [first, second] = [await kms.createGrant(draft), await kms.createGrant(draft)]
    expect(second.GrantId).toBe(first.GrantId)
    expect((await kms.listRetirableGrants({ RetiringPrincipal })).Grants?.length).toBe(1)
    await kms.retireGrant({ GrantToken: first.GrantToken })
    expect((await kms.listGrants({ KeyId: arn })).Grants).toEqual([])
  })

  it('a grant may ask for a context that is exactly so', async () => {
    const { arn } = fake.createKey()
    await kms.createGrant({
      KeyId: arn,
      GranteePrincipal: `arn:aws:iam::${stranger}:user/operator`,
      Operations: ['Encrypt'],
      Constraints: { EncryptionContextEquals: { project: 'rushes' } },
    })
    expect(await encrypt(arn, { project: 'rushes', scene: '1' })).toBe('AccessDeniedException')
    expect(await encrypt(arn, { project: 'rushes' })).toBe('none')
  })

  it('a policy that denies its own change is refused, unless the check is passed by', async () => {
    const { arn } = fake.createKey()
    const denial = { Effect: 'Deny', Principal: '*', Action: 'kms:Put*', Resource: '*' }
    const Statement = [allow(fake.account), denial]
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
    const put = (BypassPolicyLockoutSafetyCheck: boolean) =>
      refusal(kms.putKeyPolicy({ KeyId: arn, Policy, BypassPolicyLockoutSafetyCheck }))
    expect(await put(false)).toBe('MalformedPolicyDocumentException')
    expect(await put(true)).toBe('none')
  })

  it('an alias goes only to a key of the same kind and usage', async () => {
    fake.createKey({ alias: 'moving' })
    const other = fake.createKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
    const moved = kms.updateAlias({ AliasName: 'alias/moving', TargetKeyId: other.id })
    expect(await refusal(moved)).toBe('ValidationException')
  })

  it('what AWS manages is there to be looked at', async () => {
    const { arn } = fake.createKey({ manager: 'AWS', alias: 'aws/s3' })
    expect(await refusal(kms.getKeyPolicy({ KeyId: arn }))).toBe('none')
    expect(await refusal(kms.encrypt({ KeyId: arn, Plaintext: text }))).toBe('AccessDeniedException')
    expect(await refusal(kms.scheduleKeyDeletion({ KeyId: arn }))).toBe('AccessDeniedException')
  })

  it('faults are meant for all, or for one key, Region or access key', async () => {
    const [one, two] = [fake.createKey(), fake.createKey()]
    fake.faults.add({ kind: 'deny', operation: 'GetKeyPolicy', keyArn: one.arn })
    fake.faults.add({ kind: 'error', error: 'KMSInternalException', region: 'us-east-1' })
    const other = fake.addAccessKey()
    fake.faults.add({ kind: 'deny', operation: 'ListKeys', accessKeyId: other.accessKeyId })
    expect(await refusal(kms.getKeyPolicy({ KeyId: one.id }))).toBe('AccessDeniedException')
    expect(await refusal(kms.getKeyPolicy({ KeyId: two.id }))).toBe('none')
    expect(await refusal(clientOf(fake, 'us-east-1').listKeys({}))).toBe('KMSInternalException')
    expect(await refusal(kms.listKeys({}))).toBe('none')
    expect(await refusal(clientOf(fake, fake.region, other).listKeys({}))).toBe('AccessDeniedException')
  })

  it('a custom key store that is not connected fails every use of its keys', async () => {
    const { account, region } = fake
    const store = {
      CustomKeyStoreId: 'cks-1',
      CustomKeyStoreName: 'ours',
      CustomKeyStoreType: 'AWS_CLOUDHSM',
      CreationDate: 1,
    } as const
    fake.stores.add({ account, region }, { ...store, ConnectionState: 'CONNECTED' })
    const inStore = { origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-1' }
    expect(await refusal(kms.encrypt({ KeyId: fake.createKey(inStore).id, Plaintext: text }))).toBe('none')
    const lost = { ...store, CustomKeyStoreId: 'cks-2', ConnectionState: 'FAILED' } as const
    fake.stores.add({ account, region }, lost)
    const { id } = fake.createKey({ ...inStore, customKeyStoreId: 'cks-2' })
    const used = refusal(kms.encrypt({ KeyId: id, Plaintext: text }))
    expect(await used).toBe('KMSInvalidStateException')
    expect(await refusal(kms.describeKey({ KeyId: id }))).toBe('none')
  })
})
