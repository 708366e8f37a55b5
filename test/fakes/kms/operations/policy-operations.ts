import { FakeError } from '../fake-error.ts'
import type { FakeKey } from '../fake-key.ts'
import type { Input } from '../input.ts'
import { checkPolicy } from '../key-policy.ts'
import { pageOf } from '../paging.ts'
import { namedKey, type FakeKeyOperation, type OperationScope } from './operation.ts'

export const policyOperations = {
  GetKeyPolicy: { keyFrom: namedKey, readsOnly: true, run: getPolicy },
  ListKeyPolicies: { keyFrom: namedKey, readsOnly: true, run: listPolicies },
  PutKeyPolicy: { keyFrom: namedKey, run: putPolicy },
} as const satisfies Record<string, FakeKeyOperation>

function getPolicy(key: FakeKey, { input }: OperationScope) {
  requireDefault(input)
  return { Policy: key.policy, PolicyName: 'default' }
}

function listPolicies(_key: FakeKey, { input }: OperationScope) {
  const page = pageOf(['default'], input, { byDefault: 100, most: 1000 })
  return { PolicyNames: page.items, ...page.rest }
}

function putPolicy(key: FakeKey, { input, caller }: OperationScope) {
  requireDefault(input)
  const policy = input.required('Policy')
  checkPolicy(policy, { caller, bypass: input.flag('BypassPolicyLockoutSafetyCheck') })
  key.policy = policy
  return {}
}

/** A key has one policy, by this name. */
function requireDefault(input: Input): void {
  const name = input.text('PolicyName') ?? 'default'
  if (name !== 'default') throw new FakeError('NotFoundException', `No such policy exists: ${name}`)
}
