import { FakeError } from './fake-error.ts'
import type { FakeKey } from './fake-key.ts'
import type { Caller } from './fake-keys.ts'
import { requireState, type OperationOnKey } from './key-states.ts'
import { accountOperations } from './operations/account-operations.ts'
import { cryptoOperations } from './operations/crypto-operations.ts'
import { manageOperations } from './operations/manage-operations.ts'
import type { Answer, KeyOperation, Operation, OperationScope } from './operations/operation.ts'

/** Every operation on a key has its row in the table of key states: a missing one does not compile. */
const keyOperations = { ...cryptoOperations, ...manageOperations } satisfies Partial<
  Record<OperationOnKey, KeyOperation>
>

const onKey = new Map<string, KeyOperation>(Object.entries(keyOperations))
const onAccount = new Map<string, Operation>(Object.entries(accountOperations))

/** The key that a request is about, before anything is checked; null where it names none or none that exists. */
export function keyOfRequest(operation: string, scope: OperationScope): FakeKey | null {
  try {
    return onKey.get(operation)?.keyFrom(scope) ?? null
  } catch {
    return null
  }
}

/** Runs one operation. Throws FakeError, UnknownOperationException included. */
export function runOperation(operation: string, scope: OperationScope): Answer {
  const keyOperation = onKey.get(operation)
  if (keyOperation === undefined) {
    const run = onAccount.get(operation)
    if (run === undefined) throw new FakeError('UnknownOperationException')
    return run(scope)
  }
  const key = keyOperation.keyFrom(scope)
  const own = key.account === scope.caller.account
  const shared = keyOperation.crossAccount && key.sharedWith.has(scope.caller.account)
  if (!own && !shared) throw accessDenied(operation, scope.caller, key.arn)
  requireState(operation as OperationOnKey, key)
  return keyOperation.run(key, scope)
}

/** The refusal in the words of IAM. */
export function accessDenied(operation: string, caller: Caller, keyArn: string | null): FakeError {
  const on = keyArn === null ? '*' : keyArn
  return new FakeError(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: kms:${operation} on resource: ${on} because no identity-based policy allows the kms:${operation} action`,
  )
}
