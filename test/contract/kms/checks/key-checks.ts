import assert from 'node:assert/strict'
import { encryptBytes } from '../../../../src/main/keys/aws-kms/use/encrypt-and-decrypt.ts'
import {
  cancelKeyDeletion,
  describeKeyAs,
  disableKey,
  enableKey,
  scheduleKeyDeletion,
  tagKey,
} from '../../../../src/main/keys/aws-kms/manage/switch-key.ts'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

const describe = async ({ session }: ContractKms, keyArn: string) =>
  (await session.call({ operation: 'DescribeKey', keyArn }, (sdk) => sdk.describeKey({ KeyId: keyArn })))
    .KeyMetadata
const tagsOf = async ({ session }: ContractKms, keyArn: KeyArn) =>
  (
    await session.call({ operation: 'ListResourceTags', keyArn }, (sdk) =>
      sdk.listResourceTags({ KeyId: keyArn }),
    )
  ).Tags
const encrypts = ({ session }: ContractKms, keyArn: KeyArn) =>
  refusalOf(encryptBytes(session, Buffer.from('a'), { keyArn, algorithm: null, context: {} }))

/** Keys are made, described, switched off and on, and deleted. */
export const keyChecks: readonly ContractCheck[] = [
  {
    name: 'a new key is symmetric, enabled, made by KMS, the customer’s, and described as it was wished',
    run: async (kms) => {
      const keyArn = await kms.newKey({ description: 'for rushes', tags: { team: 'media' } })
      const made = await describe(kms, keyArn)
      assert.equal(made?.Arn, keyArn)
      assert.equal(made?.KeyState, 'Enabled')
      assert.equal(made?.Enabled, true)
      assert.equal(made?.KeySpec, 'SYMMETRIC_DEFAULT')
      assert.equal(made?.KeyUsage, 'ENCRYPT_DECRYPT')
      assert.equal(made?.Origin, 'AWS_KMS')
      assert.equal(made?.KeyManager, 'CUSTOMER')
      assert.equal(made?.MultiRegion, false)
      assert.equal(made?.Description, 'for rushes')
      assert.deepEqual(made?.EncryptionAlgorithms, ['SYMMETRIC_DEFAULT'])
      assert.ok(made?.CreationDate instanceof Date)
    },
  },
  {
    name: 'names the current key material of a symmetric key',
    run: async (kms) => {
      const made = await describe(kms, await kms.sharedKey())
      assert.match(made?.CurrentKeyMaterialId ?? '', /^[0-9a-f]{64}$/)
    },
  },
  {
    name: 'a key pair names the algorithms of its usage alone',
    run: async (kms) => {
      const rsa = await describe(kms, await kms.sharedKey({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }))
      assert.equal(rsa?.SigningAlgorithms?.length, 6)
      assert.equal(rsa?.EncryptionAlgorithms, undefined)
    },
  },
  {
    name: 'an HMAC key names its algorithm',
    run: async (kms) => {
      const mac = await describe(kms, await kms.sharedKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }))
      assert.deepEqual(mac?.MacAlgorithms, ['HMAC_SHA_256'])
    },
  },
  {
    name: 'a usage that a spec has not is refused',
    run: async (kms) => {
      const wrong = kms.newKey({ spec: 'HMAC_256', usage: 'SIGN_VERIFY' })
      assert.equal(await refusalOf(wrong), 'ValidationException')
    },
  },
  {
    name: 'lists every key, page by page',
    run: async (kms) => {
      const made = [await kms.sharedKey(), await kms.newKey(), await kms.newKey()]
      const found: string[] = []
      let marker: string | undefined
      do {
        const page = await kms.session.call({ operation: 'ListKeys' }, (sdk) =>
          sdk.listKeys({ Limit: 2, Marker: marker }),
        )
        assert.ok((page.Keys ?? []).length <= 2)
        found.push(...(page.Keys ?? []).map(({ KeyArn = '' }) => KeyArn))
        marker = page.Truncated === true ? page.NextMarker : undefined
      } while (marker !== undefined)
      for (const keyArn of made) assert.equal(found.filter((one) => one === keyArn).length, 1)
    },
  },
  {
    name: 'a description changes',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await describeKeyAs(kms.session, keyArn, 'another one')
      assert.equal((await describe(kms, keyArn))?.Description, 'another one')
    },
  },
  {
    name: 'tags are set, changed and taken away',
    run: async (kms) => {
      const keyArn = await kms.newKey({ tags: { team: 'media', stage: 'dev' } })
      await tagKey(kms.session, keyArn, { set: { team: 'archive' }, remove: ['stage'] })
      assert.deepEqual(await tagsOf(kms, keyArn), [{ TagKey: 'team', TagValue: 'archive' }])
    },
  },
  {
    name: 'a disabled key encrypts nothing until it is enabled',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await disableKey(kms.session, keyArn)
      assert.equal((await describe(kms, keyArn))?.KeyState, 'Disabled')
      assert.equal(await encrypts(kms, keyArn), 'DisabledException')
      await enableKey(kms.session, keyArn)
      assert.equal(await encrypts(kms, keyArn), 'none')
    },
  },
  {
    name: 'a key that is scheduled for deletion names the day and does nothing; cancelled, it is disabled',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const begun = Date.now()
      const { state, deletionDate } = await scheduleKeyDeletion(kms.session, keyArn, 7)
      assert.equal(state, 'PendingDeletion')
      const days = (Date.parse(deletionDate ?? '') - begun) / (24 * 3600_000)
      assert.ok(days > 6.9 && days < 8.1, `in ${days} days`)
      // Notes 2 and 3 of KMS.md section 3: both are legal.
      assert.match(await encrypts(kms, keyArn), /^(KMSInvalidStateException|DisabledException)$/)
      await cancelKeyDeletion(kms.session, keyArn)
      assert.equal((await describe(kms, keyArn))?.KeyState, 'Disabled')
    },
  },
  {
    name: 'deletion that was not scheduled cannot be cancelled',
    run: async (kms) => {
      const cancelled = cancelKeyDeletion(kms.session, await kms.sharedKey())
      assert.equal(await refusalOf(cancelled), 'KMSInvalidStateException')
    },
  },
  {
    name: 'deletion waits for 7 days at least',
    run: async (kms) => {
      const soon = scheduleKeyDeletion(kms.session, await kms.newKey(), 6)
      assert.equal(await refusalOf(soon), 'ValidationException')
    },
  },
  {
    name: 'deletion waits for 30 days at most',
    run: async (kms) => {
      const late = scheduleKeyDeletion(kms.session, await kms.newKey(), 31)
      assert.equal(await refusalOf(late), 'ValidationException')
    },
  },
  {
    name: 'a key that is leaving is neither named, tagged nor scheduled once more',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await scheduleKeyDeletion(kms.session, keyArn, 7)
      const named = kms.session.call({ operation: 'CreateAlias', keyArn }, (sdk) =>
        sdk.createAlias({ AliasName: `alias/${kms.newAlias()}`, TargetKeyId: keyArn }),
      )
      const invalid = 'KMSInvalidStateException'
      assert.equal(await refusalOf(named), invalid)
      assert.equal(await refusalOf(tagKey(kms.session, keyArn, { set: { a: '1' }, remove: [] })), invalid)
      const again = kms.session.call({ operation: 'ScheduleKeyDeletion', keyArn }, (sdk) =>
        sdk.scheduleKeyDeletion({ KeyId: keyArn, PendingWindowInDays: 7 }),
      )
      assert.equal(await refusalOf(again), invalid)
    },
  },
  {
    name: 'a key that is not there is not found, by id or in another Region',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const absent = keyArn.replace(/[0-9a-f]{12}$/, '000000000000')
      assert.equal(await refusalOf(describe(kms, absent)), 'NotFoundException')
      const elsewhere = kms.inRegion(kms.region === 'eu-west-1' ? 'eu-west-2' : 'eu-west-1')
      const asked = elsewhere.call({ operation: 'DescribeKey' }, (sdk) => sdk.describeKey({ KeyId: keyArn }))
      assert.equal(await refusalOf(asked), 'NotFoundException')
    },
  },
]
