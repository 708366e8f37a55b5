import { FakeError } from '../fake-error.ts'
import { replicaOf, type FakeKey } from '../fake-key.ts'
import { keyMetadata } from '../key-metadata.ts'
import { checkPolicy } from '../key-policy.ts'
import { requireState } from '../require-state.ts'
import {
  namedKey,
  unsupported,
  type Answer,
  type FakeKeyOperation,
  type OperationScope,
} from './operation.ts'
import { answeredTags, readTags } from './tag-operations.ts'
import { readDescription } from './read-description.ts'

export const regionOperations = {
  ReplicateKey: { keyFrom: namedKey, run: replicate },
  UpdatePrimaryRegion: { keyFrom: namedKey, run: updatePrimary },
} as const satisfies Record<string, FakeKeyOperation>

function replicate(key: FakeKey, { input, keys, caller, now }: OperationScope): Answer {
  requirePrimary(key)
  const region = requiredRegion(input.required('ReplicaRegion'))
  if (key.family.members.some((member) => member.region === region)) {
    throw new FakeError('AlreadyExistsException', `${key.id} is in ${region} already.`)
  }
  const policy = input.text('Policy')
  if (policy !== undefined) {
    checkPolicy(policy, { caller, bypass: input.flag('BypassPolicyLockoutSafetyCheck') })
  }
  const tags = readTags(input)
  const replica = replicaOf(key, region, now)
  replica.description = readDescription(input)
  replica.policy = policy ?? replica.policy
  for (const [name, value] of tags) replica.tags.set(name, value)
  passThrough(replica, 'Creating', { now, delay: keys.delays.region })
  keys.addKey(replica)
  return {
    ReplicaKeyMetadata: keyMetadata(replica),
    ReplicaPolicy: replica.policy,
    ReplicaTags: answeredTags(replica),
  }
}

function updatePrimary(key: FakeKey, { input, keys, now }: OperationScope): Answer {
  requirePrimary(key)
  const region = requiredRegion(input.required('PrimaryRegion'))
  const next = key.family.members.find((member) => member.region === region)
  if (next === undefined) throw new FakeError('NotFoundException', `${key.id} has no replica in ${region}.`)
  if (next === key) throw unsupported(key, `is the primary key in ${region} already.`)
  requireState('UpdatePrimaryRegion', next)
  key.family.primaryRegion = region
  for (const one of [key, next]) passThrough(one, 'Updating', { now, delay: keys.delays.region })
  return {}
}

/** A state for a while, then the one before; none where the fake takes no time. */
function passThrough(
  key: FakeKey,
  state: 'Creating' | 'Updating',
  { now, delay }: { now: Date; delay: number },
): void {
  if (delay === 0) return
  key.becomes = { state: key.state, at: new Date(now.getTime() + delay) }
  key.state = state
}

function requirePrimary(key: FakeKey): void {
  if (key.multiRegion && key.region === key.family.primaryRegion) return
  throw unsupported(key, 'is not a multi-Region primary key.')
}

function requiredRegion(region: string): string {
  if (/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region)) return region
  throw new FakeError('ValidationException', `${region} is not a valid Region`)
}
