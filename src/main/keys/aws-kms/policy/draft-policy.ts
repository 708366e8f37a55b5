import type { KeyPolicy, NewKeyDraft } from '../../../../shared/model/key-page.ts'
import type { PolicyScope } from './policy-scope.ts'
import { summarizePolicy } from './summarize-policy.ts'

/** What of a new key its policy depends on. */
export type PolicyDraft = Pick<
  NewKeyDraft,
  'spec' | 'usage' | 'origin' | 'multiRegion' | 'administrators' | 'users' | 'accountRoot'
>

interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Principal: { readonly AWS: string | readonly string[] }
  readonly Action: string | readonly string[]
  readonly Resource: '*'
  readonly Condition?: object
}

/** The policy of a new key: the statements that the AWS console writes, by the same names. */
export function draftPolicy(draft: PolicyDraft, scope: PolicyScope): KeyPolicy {
  const { administrators, users, accountRoot } = draft
  const statements: Statement[] = []
  if (accountRoot) statements.push(rootStatement(scope))
  if (administrators.length > 0) {
    statements.push(
      statement('Allow access for Key Administrators', administrators, administratorActions(draft)),
    )
  }
  if (users.length > 0) {
    statements.push(statement('Allow use of the key', users, userActions(draft)))
    if (draft.spec === 'SYMMETRIC_DEFAULT') statements.push(grantStatement(users))
  }
  const policy = { Version: '2012-10-17', Id: 'key-consolepolicy-3', Statement: statements }
  return summarizePolicy(JSON.stringify(policy), scope)
}

function statement(Sid: string, who: readonly string[], Action: string | readonly string[]): Statement {
  const [only] = who
  const AWS = who.length === 1 && only !== undefined ? only : [...who]
  return { Sid, Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' }
}

/** Lets the account's IAM policies decide as well, and keeps the key from being locked out. */
function rootStatement({ account, partition }: PolicyScope): Statement {
  return statement('Enable IAM User Permissions', [`arn:${partition}:iam::${account}:root`], 'kms:*')
}

function administratorActions({ spec, origin, multiRegion }: PolicyDraft): readonly string[] {
  return [
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
    ...(origin === 'EXTERNAL' ? ['kms:ImportKeyMaterial'] : []),
    ...(multiRegion ? ['kms:ReplicateKey'] : []),
    'kms:TagResource',
    'kms:UntagResource',
    'kms:ScheduleKeyDeletion',
    'kms:CancelKeyDeletion',
    ...(spec === 'SYMMETRIC_DEFAULT' ? ['kms:RotateKeyOnDemand'] : []),
  ]
}

function userActions({ spec, usage }: PolicyDraft): readonly string[] {
  if (usage === 'GENERATE_VERIFY_MAC') return ['kms:DescribeKey', 'kms:GenerateMac', 'kms:VerifyMac']
  const asymmetric = ['kms:DescribeKey', 'kms:GetPublicKey']
  if (usage === 'SIGN_VERIFY') return [...asymmetric, 'kms:Sign', 'kms:Verify']
  if (usage === 'KEY_AGREEMENT') return [...asymmetric, 'kms:DeriveSharedSecret']
  if (spec === 'SYMMETRIC_DEFAULT') {
    return ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
  }
  return ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', ...asymmetric]
}

/** AWS services that encrypt for a person (EBS, RDS) need a grant of that person. */
function grantStatement(users: readonly string[]): Statement {
  return {
    ...statement('Allow attachment of persistent resources', users, [
      'kms:CreateGrant',
      'kms:ListGrants',
      'kms:RevokeGrant',
    ]),
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  }
}
