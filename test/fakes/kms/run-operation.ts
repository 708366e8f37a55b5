import { randomUUID } from 'node:crypto'
import type { KeyOperation } from '../../../src/shared/kms/kms-operation.ts'
import { requireAccess } from './access.ts'
import { FakeError } from './fake-error.ts'
import type { FakeKey } from './fake-key.ts'
import { fakeAccountOperations } from './operations/account-operations.ts'
import { aliasOperations } from './operations/alias-operations.ts'
import { cryptoOperations } from './operations/crypto-operations.ts'
import { dataKeyOperations } from './operations/data-key-operations.ts'
import { grantOperations } from './operations/grant-operations.ts'
import { importOperations } from './operations/import-operations.ts'
import type { Answer, FakeKeyOperation, Operation, OperationScope } from './operations/operation.ts'
import { policyOperations } from './operations/policy-operations.ts'
import { regionOperations } from './operations/region-operations.ts'
import { rotationOperations } from './operations/rotation-operations.ts'
import { signOperations } from './operations/sign-operations.ts'
import { stateOperations } from './operations/state-operations.ts'
import { tagOperations } from './operations/tag-operations.ts'
import { requireState } from './require-state.ts'

/** Every operation on a key of the shared table, and no other: one that is missing does not compile. */
const fakeKeyOperations: Readonly<Record<KeyOperation, FakeKeyOperation>> = {
  ...cryptoOperations,
  ...dataKeyOperations,
  ...signOperations,
  ...stateOperations,
  ...aliasOperations,
  ...tagOperations,
  ...policyOperations,
  ...grantOperations,
  ...rotationOperations,
  ...importOperations,
  ...regionOperations,
}

const onKey = new Map<string, FakeKeyOperation>(Object.entries(fakeKeyOperations))
const onAccount = new Map<string, Operation>(Object.entries(fakeAccountOperations))

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
  if (keyOperation !== undefined) return runOnKey(operation as KeyOperation, keyOperation, scope)
  const run = onAccount.get(operation)
  if (run === undefined) throw new FakeError('UnknownOperationException')
  return run(scope)
}

/** The order is KMS's: which key, who asks, in which state, and only then what is asked. */
function runOnKey(name: KeyOperation, operation: FakeKeyOperation, scope: OperationScope): Answer {
  const key = operation.keyFrom(scope)
  requireAccess(key, scope.caller, {
    action: operation.grantName ?? name,
    crossAccount: operation.crossAccount === true,
    readsOnly: operation.readsOnly === true,
    context: scope.input.context(name === 'ReEncrypt' ? 'SourceEncryptionContext' : 'EncryptionContext'),
  })
  requireState(name, key)
  if (operation.usesMaterial === true) requireReachable(key, scope)
  const answer = operation.run(key, scope)
  if (operation.usesMaterial === true) {
    if (scope.input.flag('DryRun')) throw new FakeError('DryRunOperationException')
    const ids = { eventId: randomUUID(), requestId: randomUUID() }
    key.lastUsage = { operation: name, at: scope.now, ...ids }
  }
  return answer
}

/** A custom key store that is not connected fails every use of its keys, whatever their state (KMS.md section 5). */
function requireReachable(key: FakeKey, { stores }: OperationScope): void {
  if (key.customKeyStoreId === null || stores.isConnected(key, key.customKeyStoreId)) return
  throw new FakeError(
    'KMSInvalidStateException',
    `${key.arn} is in a custom key store that is not connected.`,
  )
}
