import { FakeError } from './fake-error.ts'

interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: unknown
  readonly Action?: unknown
}

/** The policy of a key that was made without one: the account's own IAM policies decide. */
export function defaultPolicy(account: string): string {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  }
  return JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] }, null, 2)
}

/**
 * Takes a policy as KMS would: JSON of at most 32 KiB, its statements whole, and, unless the safety check is passed by,
 * one that lets the caller change it again. Throws MalformedPolicyDocumentException, LimitExceededException.
 */
export function checkPolicy(
  policy: string,
  { caller, bypass }: { caller: { readonly arn: string; readonly account: string }; bypass: boolean },
): void {
  if (policy.length > 32_768) {
    throw new FakeError('LimitExceededException', 'Policy is longer than the limit of 32768 bytes')
  }
  const statements = statementsOf(policy)
  if (bypass) return
  const lets = (effect: string) =>
    statements.some(
      (statement) =>
        statement.Effect === effect &&
        list(statement.Action).some((action) => covers(action, 'kms:PutKeyPolicy')) &&
        principalsOf(statement.Principal).some((principal) => isCaller(principal, caller)),
    )
  if (!lets('Allow') || lets('Deny')) {
    throw malformed('The new key policy will not allow you to update the key policy in the future.')
  }
}

/** Whether a policy names an account as a principal, itself or one of its users and roles. */
export function policyNamesAccount(policy: string, account: string): boolean {
  return statementsOf(policy).some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' &&
      principalsOf(Principal).some((arn) => arn === account || arn.startsWith(`arn:aws:iam::${account}:`)),
  )
}

function statementsOf(policy: string): readonly Statement[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(policy)
  } catch {
    throw malformed('Syntax errors in policy.')
  }
  const statements = list(Object(parsed)['Statement'])
  if (statements.length === 0) throw malformed('The policy has no statement.')
  for (const statement of statements) checkStatement(Object(statement))
  return statements as readonly Statement[]
}

function checkStatement(statement: Record<string, unknown>): void {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') throw malformed('Invalid Effect.')
  const principals = principalsOf(statement['Principal'])
  if (principals.length === 0 && statement['NotPrincipal'] === undefined) {
    throw malformed('Policy statement must contain principals.')
  }
  if (statement['Action'] === undefined && statement['NotAction'] === undefined) {
    throw malformed('Policy statement must contain actions.')
  }
  if (statement['Resource'] === undefined && statement['NotResource'] === undefined) {
    throw malformed('Policy statement must contain resources.')
  }
  if (principals.some((arn) => arn !== '*' && !/^(\d{12}|arn:|[\w.-]+\.amazonaws\.com)/.test(arn))) {
    throw malformed('Policy contains a statement with one or more invalid principals.')
  }
}

function principalsOf(principal: unknown): readonly string[] {
  if (typeof principal === 'string') return [principal]
  return Object.values(Object(principal)).flatMap((value) => list(value).map(String))
}

function isCaller(principal: string, { arn, account }: { arn: string; account: string }): boolean {
  if (principal === '*' || principal === account || principal === `arn:aws:iam::${account}:root`) return true
  // A session of a role is its role to a policy.
  const role = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn)
  return principal === arn || (role !== null && principal === `arn:aws:iam::${role[1]}:role/${role[2]}`)
}

function covers(action: unknown, wanted: string): boolean {
  const pattern = String(action).replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(wanted)
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

function malformed(message: string): FakeError {
  return new FakeError('MalformedPolicyDocumentException', message)
}
