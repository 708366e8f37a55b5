import { randomBytes } from 'node:crypto'
import type { FakeGrant } from '../../kms/fake-grant.ts'

/** Key policies of the sample account by alias; the others have the policy that KMS gives. */
export function samplePolicies(account: string): Readonly<Record<string, string>> {
  const arn = (who: string) => `arn:aws:iam::${account}:${who}`
  const root = statement('Enable IAM User Permissions', { AWS: arn('root') }, ['kms:*'])
  return {
    'media-masters': policy(
      root,
      statement('Allow administration of the key', { AWS: arn('role/KeyAdministrator') }, administer),
      statement('Allow use of the key', { AWS: [arn('role/KeyUser'), arn('user/operator')] }, use),
      {
        ...statement('Allow attachment of persistent resources', { AWS: arn('role/KeyUser') }, grant),
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ),
    'backups/nightly': policy(root, {
      ...statement('Allow Amazon S3 to use the key', { AWS: '*' }, use),
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com', 'kms:CallerAccount': account },
      },
    }),
    contracts: policy(
      root,
      statement(
        'Allow the legal department of another account',
        { AWS: 'arn:aws:iam::999988887777:root' },
        use,
      ),
      {
        ...statement('Never without a second factor', { AWS: '*' }, ['kms:ScheduleKeyDeletion']),
        Effect: 'Deny',
      },
    ),
    scans: policy(root, statement('Logs', { Service: 'logs.eu-central-1.amazonaws.com' }, use)),
  }
}

/** The policy of a key that AWS manages for one of its services. */
export function servicePolicy(
  { account, region }: { account: string; region: string },
  alias: string,
): string {
  const name = alias.replace('aws/', '')
  // EBS volumes are EC2's matter.
  const service = name === 'ebs' ? 'ec2' : name
  const through = {
    ...statement(`Allow access through ${service} for the account`, { AWS: '*' }, [
      ...use,
      'kms:CreateGrant',
    ]),
    Condition: {
      StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.amazonaws.com` },
    },
  }
  const read = ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant']
  const root = { AWS: `arn:aws:iam::${account}:root` }
  return policy(through, statement('Allow direct access to key metadata to the account', root, read))
}

/** Grants of the sample account by alias. */
export function sampleGrants(
  account: string,
  createdAt: Date,
): Readonly<Record<string, readonly FakeGrant[]>> {
  const of = (options: Partial<FakeGrant> & Pick<FakeGrant, 'grantee' | 'operations'>): FakeGrant => ({
    id: randomBytes(32).toString('hex'),
    token: randomBytes(120).toString('base64'),
    name: null,
    retiring: null,
    issuingAccount: `arn:aws:iam::${account}:root`,
    subset: null,
    equals: null,
    sourceArn: null,
    createdAt,
    ...options,
  })
  return {
    'media-masters': [
      of({
        name: 'render-farm',
        grantee: `arn:aws:iam::${account}:role/RenderFarm`,
        operations: ['Decrypt', 'GenerateDataKey', 'DescribeKey'],
        subset: { project: 'rushes' },
        retiring: `arn:aws:iam::${account}:role/KeyAdministrator`,
      }),
      of({
        grantee: 'rds.eu-central-1.amazonaws.com',
        operations: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'CreateGrant', 'RetireGrant'],
      }),
    ],
    'backups/nightly': [
      of({
        name: 'restore',
        grantee: `arn:aws:iam::${account}:role/Restore`,
        operations: ['Decrypt'],
        equals: { job: 'nightly' },
      }),
    ],
  }
}

const administer = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
  'kms:RotateKeyOnDemand',
]
const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
const grant = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']

function statement(Sid: string, Principal: object, Action: readonly string[]) {
  return { Sid, Effect: 'Allow', Principal, Action, Resource: '*' }
}

function policy(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
}
