import assert from 'node:assert/strict'
import type { KMS } from '@aws-sdk/client-kms'
import { setAutomaticRotation } from '../../../../src/main/keys/aws-kms/manage/rotation.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

type Ask = (sdk: KMS, keyId: string) => Promise<unknown>

/** What the server refuses with, for a key that all these checks share. */
async function refused(kms: ContractKms, operation: string, ask: Ask): Promise<string> {
  const keyArn = await kms.sharedKey()
  return await refusalOf(kms.session.call({ operation }, (sdk) => ask(sdk as KMS, keyArn)))
}

const tagged = (name: string, value: string): Ask => {
  return (sdk, KeyId) => sdk.tagResource({ KeyId, Tags: [{ TagKey: name, TagValue: value }] })
}
const described = (length: number): Ask => {
  return (sdk, KeyId) => sdk.updateKeyDescription({ KeyId, Description: 'd'.repeat(length) })
}
const dataKey = (asked: object): Ask => {
  return (sdk, KeyId) => sdk.generateDataKey({ KeyId, ...asked })
}

/** Limits of keys, at their edges. KMS.md sections 1 and 2. */
export const limitChecks: readonly ContractCheck[] = [
  {
    name: 'a description has 8,192 characters at most',
    run: async (kms) => {
      const operation = 'UpdateKeyDescription'
      const keyArn = await kms.sharedKey()
      await kms.session.call({ operation }, (sdk) => described(8192)(sdk as KMS, keyArn))
      assert.equal(await refused(kms, operation, described(8193)), 'ValidationException')
    },
  },
  {
    name: 'a tag of aws, or one that is too long, is refused',
    run: async (kms) => {
      for (const ask of [
        tagged('aws:team', 'a'),
        tagged('AWS:team', 'a'),
        tagged('t'.repeat(129), 'a'),
        tagged('team', 'v'.repeat(257)),
      ])
        assert.match(await refused(kms, 'TagResource', ask), /^(TagException|ValidationException)$/)
    },
  },
  {
    name: 'a key has 50 aliases at most',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const name = keyArn.slice(keyArn.lastIndexOf('/') + 1)
      const add = (count: number) =>
        kms.session.call({ operation: 'CreateAlias' }, (sdk) =>
          sdk.createAlias({ AliasName: `alias/${name}-${count}`, TargetKeyId: keyArn }),
        )
      for (let count = 0; count < 50; count += 1) await add(count)
      assert.equal(await refusalOf(add(50)), 'LimitExceededException')
    },
  },
  {
    name: 'a data key has 1 to 1,024 bytes, by its length or by its kind',
    run: async (kms) => {
      for (const asked of [
        { NumberOfBytes: 0 },
        { NumberOfBytes: 1025 },
        {},
        { NumberOfBytes: 32, KeySpec: 'AES_256' },
      ])
        assert.equal(await refused(kms, 'GenerateDataKey', dataKey(asked)), 'ValidationException')
    },
  },
  {
    name: 'a period of 2,561 days is refused',
    run: async (kms) => {
      const long = setAutomaticRotation(kms.session, await kms.newKey(), 2561)
      assert.equal(await refusalOf(long), 'ValidationException')
    },
  },
]
