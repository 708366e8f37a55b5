import { FakeError } from './fake-error.ts'
import { grantAllows } from './fake-grant.ts'
import type { FakeKey } from './fake-key.ts'
import type { Caller } from './fake-keys.ts'
import { policyNamesAccount } from './key-policy.ts'

/** What is asked for, as IAM sees it. */
export interface AccessRequest {
  /** Name of the action without `kms:`. */
  readonly action: string
  readonly crossAccount: boolean
  readonly readsOnly: boolean
  readonly context: readonly (readonly [string, string])[]
}

/**
 * Throws AccessDeniedException where a caller may not. Callers of the key's own account may do everything but change or
 * use what AWS manages: the fake knows no IAM policies, and tests deny by faults. Others need the key's policy, a grant,
 * or `sharedWith`, and an operation that KMS lets other accounts do at all.
 */
export function requireAccess(key: FakeKey, caller: Caller, request: AccessRequest): void {
  const { action, crossAccount, readsOnly, context } = request
  const denied = () => accessDenied(action, caller, key.arn)
  if (key.account === caller.account) {
    if (key.manager === 'AWS' && !readsOnly) throw denied()
    return
  }
  if (!crossAccount) throw denied()
  if (key.sharedWith.has(caller.account) || policyNamesAccount(key.policy, caller.account)) return
  const granted = key.grants.some((grant) =>
    grantAllows(grant, { operation: action, arn: caller.arn, context }),
  )
  if (!granted) throw denied()
}

/** The refusal in the words of IAM. */
export function accessDenied(action: string, caller: Caller, keyArn: string | null): FakeError {
  const on = keyArn === null ? '*' : keyArn
  return new FakeError(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: kms:${action} on resource: ${on} because no identity-based policy allows the kms:${action} action`,
  )
}
