import { factsOfSpec, type KeyUsage } from '../../../../src/shared/kms/key-specs.ts'
import { FakeError } from '../fake-error.ts'
import { newFakeKey, type FakeKey } from '../fake-key.ts'
import { checkPolicy } from '../key-policy.ts'
import type { OperationScope } from './operation.ts'
import { readTags } from './tag-operations.ts'
import { readDescription } from './read-description.ts'

const usages: readonly KeyUsage[] = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT']

/** Makes the key that CreateKey asks for. Throws ValidationException where spec, usage, origin and Region do not fit. */
export function createKey(scope: OperationScope): FakeKey {
  const { input, caller, keys, now } = scope
  const policy = input.text('Policy')
  const tags = readTags(input)
  const kind = keyKind(scope)
  if (policy !== undefined) {
    checkPolicy(policy, { caller, bypass: input.flag('BypassPolicyLockoutSafetyCheck') })
  }
  const key = newFakeKey({
    account: caller.account,
    region: caller.region,
    description: readDescription(input),
    ...kind,
    manager: 'CUSTOMER',
    createdAt: now,
  })
  key.policy = policy ?? key.policy
  key.customKeyStoreId = input.text('CustomKeyStoreId') ?? null
  key.xksKeyId = input.text('XksKeyId') ?? null
  for (const [name, value] of tags) key.tags.set(name, value)
  keys.addKey(key)
  return key
}

function keyKind({ input, caller, stores }: OperationScope) {
  const spec = input.text('KeySpec') ?? input.text('CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT'
  const facts = factsOfSpec(spec)
  if (facts === null || (facts.chinaOnly && !caller.region.startsWith('cn-'))) {
    throw invalid(`KeySpec ${spec} is not supported in this Region.`)
  }
  const usage = input.choice('KeyUsage', usages) ?? (spec === 'SYMMETRIC_DEFAULT' ? 'ENCRYPT_DECRYPT' : null)
  if (usage === null) throw invalid(`You must specify a KeyUsage value for ${spec}.`)
  if (!facts.usages.includes(usage)) throw invalid(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`)
  const origin =
    input.choice('Origin', ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']) ?? 'AWS_KMS'
  if (!facts.origins.includes(origin))
    throw invalid(`Origin ${origin} is not compatible with KeySpec ${spec}`)
  const multiRegion = input.flag('MultiRegion')
  const store = input.text('CustomKeyStoreId')
  const inStore = origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE'
  if (inStore !== (store !== undefined)) throw invalid(`CustomKeyStoreId does not fit the origin ${origin}.`)
  if (inStore && multiRegion) throw invalid('A key in a custom key store cannot be a multi-Region key.')
  if (store !== undefined) stores.find(caller, { id: store, name: undefined })
  return { spec, usage, origin, multiRegion }
}

function invalid(message: string): FakeError {
  return new FakeError('ValidationException', message)
}
