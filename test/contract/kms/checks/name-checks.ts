import assert from 'node:assert/strict'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import { createAlias, deleteAlias, retargetAlias } from '../../../../src/main/keys/aws-kms/manage/aliases.ts'
import {
  createGrant,
  listGrants,
  retireGrant,
  revokeGrant,
} from '../../../../src/main/keys/aws-kms/manage/grants.ts'
import { getKeyPolicy, putKeyPolicy } from '../../../../src/main/keys/aws-kms/manage/put-key-policy.ts'
import { readPolicy } from '../../../../src/main/keys/aws-kms/policy/summarize-policy.ts'
import type { GrantDraft } from '../../../../src/shared/model/key-page.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

const keyNamed = async ({ session }: ContractKms, name: string) => {
  const KeyId = `alias/${name}`
  const answer = await session.call({ operation: 'DescribeKey' }, (sdk) => sdk.describeKey({ KeyId }))
  return answer.KeyMetadata?.Arn
}

const accountOf = (keyArn: string) => keyArn.split(':')[4] ?? ''
const grantFor = (keyArn: KeyArn): GrantDraft => ({
  // A principal that every account has.
  grantee: `arn:aws:iam::${accountOf(keyArn)}:root`,
  retiring: `arn:aws:iam::${accountOf(keyArn)}:root`,
  operations: ['Decrypt', 'DescribeKey'],
  name: 'contract',
  constraint: { kind: 'subset', pairs: { project: 'rushes' } },
  sourceArn: null,
})
const policyOf = (statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
const rootStatement = (keyArn: KeyArn, action: string) => ({
  Sid: 'account',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${accountOf(keyArn)}:root` },
  Action: action,
  Resource: '*',
})

/** Aliases, policies and grants of a key. */
export const nameChecks: readonly ContractCheck[] = [
  {
    name: 'an alias names its key, goes to another, and is gone once deleted',
    run: async (kms) => {
      const [first, second] = [await kms.sharedKey(), await kms.newKey()]
      const alias = kms.newAlias()
      await createAlias(kms.session, first, alias)
      assert.equal(await keyNamed(kms, alias), first)
      await retargetAlias(kms.session, second, alias)
      assert.equal(await keyNamed(kms, alias), second)
      await deleteAlias(kms.session, second, alias)
      assert.equal(await refusalOf(keyNamed(kms, alias)), 'NotFoundException')
    },
  },
  {
    name: 'an alias that is taken is refused',
    run: async (kms) => {
      const [first, second] = [await kms.sharedKey(), await kms.newKey()]
      const alias = kms.newAlias()
      await createAlias(kms.session, first, alias)
      const taken = kms.session.call({ operation: 'CreateAlias' }, (sdk) =>
        sdk.createAlias({ AliasName: `alias/${alias}`, TargetKeyId: second }),
      )
      assert.equal(await refusalOf(taken), 'AlreadyExistsException')
      await deleteAlias(kms.session, first, alias)
    },
  },
  {
    name: 'lists the aliases of one key',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const names = [kms.newAlias(), kms.newAlias()].toSorted()
      for (const name of names) await createAlias(kms.session, keyArn, name)
      const { Aliases = [] } = await kms.session.call({ operation: 'ListAliases', keyArn }, (sdk) =>
        sdk.listAliases({ KeyId: keyArn }),
      )
      const found = Aliases.map(({ AliasName = '' }) => AliasName.replace('alias/', ''))
      assert.deepEqual(found.toSorted(), names)
      for (const name of names) await deleteAlias(kms.session, keyArn, name)
    },
  },
  {
    name: 'a key that was made without a policy has the account’s statement',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const { Statement } = Object(JSON.parse(await getKeyPolicy(kms.session, keyArn)))
      assert.equal(Statement[0].Principal.AWS, `arn:aws:iam::${accountOf(keyArn)}:root`)
      assert.equal(Statement[0].Action, 'kms:*')
    },
  },
  {
    name: 'a policy comes back as it was put',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const document = policyOf([rootStatement(keyArn, 'kms:*')])
      await putKeyPolicy(
        kms.session,
        keyArn,
        readPolicy(document, { account: accountOf(keyArn), partition: keyArn.split(':')[1] ?? '' }),
      )
      const { Statement } = Object(JSON.parse(await getKeyPolicy(kms.session, keyArn)))
      assert.equal(Statement[0].Sid, 'account')
    },
  },
  {
    name: 'a policy that would lock everybody out is refused',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const Policy = policyOf([rootStatement(keyArn, 'kms:Decrypt')])
      const put = kms.session.call({ operation: 'PutKeyPolicy', keyArn }, (sdk) =>
        sdk.putKeyPolicy({ KeyId: keyArn, PolicyName: 'default', Policy }),
      )
      assert.equal(await refusalOf(put), 'MalformedPolicyDocumentException')
    },
  },
  {
    name: 'a grant is made, listed with its constraint, and revoked',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const id = await createGrant(kms.session, keyArn, grantFor(keyArn))
      const [grant, ...more] = await listGrants(kms.session, keyArn)
      assert.equal(more.length, 0)
      assert.equal(grant?.GrantId, id)
      assert.equal(grant?.Name, 'contract')
      assert.deepEqual(grant?.Operations?.toSorted(), ['Decrypt', 'DescribeKey'])
      assert.deepEqual(grant?.Constraints?.EncryptionContextSubset, { project: 'rushes' })
      await revokeGrant(kms.session, keyArn, id ?? '')
      assert.equal((await listGrants(kms.session, keyArn)).length, 0)
    },
  },
  {
    name: 'a grant is retired by its id',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const id = await createGrant(kms.session, keyArn, grantFor(keyArn))
      await retireGrant(kms.session, keyArn, id ?? '')
      assert.equal((await listGrants(kms.session, keyArn)).length, 0)
    },
  },
  {
    name: 'a grant that is only tried is not made',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const { grantee, operations } = grantFor(keyArn)
      const tried = kms.session.call({ operation: 'CreateGrant', keyArn }, (sdk) =>
        sdk.createGrant({ KeyId: keyArn, GranteePrincipal: grantee, Operations: operations, DryRun: true }),
      )
      assert.equal(await refusalOf(tried), 'DryRunOperationException')
      assert.equal((await listGrants(kms.session, keyArn)).length, 0)
    },
  },
]
