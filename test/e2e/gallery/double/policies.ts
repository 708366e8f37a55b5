import type { KeyPolicy, PolicyStatement } from '../../../../src/shared/model/key-page.ts'

const account = '111122223333'
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`

/** A policy as companies have it: the account, administrators, users, another account, and S3 on their behalf. */
export function policyOf(name: string, region: string): KeyPolicy {
  const statements = [
    { Sid: 'Account', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*' },
    {
      Sid: 'Administrators',
      Principal: { AWS: role('KeyAdmins') },
      Action: ['kms:Create*', 'kms:Put*', 'kms:Enable*', 'kms:Disable*', 'kms:ScheduleKeyDeletion'],
    },
    {
      Sid: 'Operators',
      Principal: { AWS: role('Operators') },
      Action: ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:DescribeKey', 'kms:RotateKeyOnDemand'],
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
    { Sid: 'Partner', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'kms:Decrypt' },
    {
      Sid: `Buckets of ${name}`,
      Principal: { AWS: '*' },
      Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
      Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
    },
  ].map((each) => ({ Effect: 'Allow', ...each, Resource: '*' }))
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
  const lines = document.split('\n')
  const firsts = lines.flatMap((line, index) => (line === '    {' ? [index + 1] : []))
  const lasts = lines.flatMap((line, index) => (/^ {4}\},?$/.test(line) ? [index + 1] : []))
  return {
    document,
    statements: says.map((each, index) => ({
      ...each,
      conditions: index === 4 ? [`kms:ViaService is s3.${region}.amazonaws.com`] : each.conditions,
      lines: { first: firsts[index] ?? 1, last: lasts[index] ?? 1 },
    })),
    iamDecides: true,
    mayChangePolicy: [`arn:aws:iam::${account}:root`, role('KeyAdmins')],
  }
}

const plain = {
  allows: true,
  negatedPrincipal: false,
  actions: [] as string[],
  conditions: [] as string[],
  services: [] as string[],
}

const says: readonly Omit<PolicyStatement, 'lines'>[] = [
  {
    ...plain,
    sid: 'Account',
    principals: [{ kind: 'account', id: `arn:aws:iam::${account}:root`, ownAccount: true }],
    may: ['everything'],
    actions: ['kms:*'],
  },
  {
    ...plain,
    sid: 'Administrators',
    principals: [{ kind: 'role', id: role('KeyAdmins'), ownAccount: true }],
    may: ['administer', 'delete'],
    actions: ['kms:Create*', 'kms:Put*', 'kms:Enable*', 'kms:Disable*', 'kms:ScheduleKeyDeletion'],
  },
  {
    ...plain,
    sid: 'Operators',
    principals: [{ kind: 'role', id: role('Operators'), ownAccount: true }],
    may: ['use', 'read'],
    actions: ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:DescribeKey', 'kms:RotateKeyOnDemand'],
    conditions: ['aws:MultiFactorAuthPresent is true'],
  },
  {
    ...plain,
    sid: 'Partner',
    principals: [{ kind: 'account', id: 'arn:aws:iam::444455556666:root', ownAccount: false }],
    may: ['use'],
    actions: ['kms:Decrypt'],
  },
  {
    ...plain,
    sid: 'Buckets',
    principals: [{ kind: 'everybody', id: '*', ownAccount: false }],
    may: ['use'],
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    services: ['s3'],
  },
]
