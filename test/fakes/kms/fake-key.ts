import { randomBytes, randomUUID } from 'node:crypto'
import type { KeyState } from '../../../src/shared/model/key.ts'
import type { FakeGrant } from './fake-grant.ts'
import { newMaterial, type FakeKeyMaterial } from './key-material.ts'
import { defaultPolicy } from './key-policy.ts'

export interface FakeKeyOptions {
  readonly account: string
  readonly region: string
  readonly description: string
  readonly spec: string
  readonly usage: string
  readonly origin: string
  readonly manager: 'CUSTOMER' | 'AWS'
  readonly multiRegion: boolean
  readonly createdAt: Date
}

/** What a primary and its replicas share; a single-Region key has one of its own. */
export interface FakeKeyFamily {
  primaryRegion: string
  readonly members: FakeKey[]
  automatic: { periodDays: number; nextAt: Date } | null
  /** Of a rotation by hand that is under way. */
  onDemandSince: Date | null
}

export interface FakeLastUsage {
  readonly operation: string
  readonly at: Date
  readonly eventId: string
  readonly requestId: string
}

/** A key of the fake. Replicas of a multi-Region key share id, family and, unless imported, materials. */
export interface FakeKey extends Omit<FakeKeyOptions, 'description'> {
  readonly id: string
  readonly arn: string
  /** Oldest first; one that waits for a rotation is the last. */
  readonly materials: FakeKeyMaterial[]
  readonly family: FakeKeyFamily
  readonly tags: Map<string, string>
  readonly grants: FakeGrant[]
  /** Accounts besides its own that may use it by ARN, whatever its policy says. */
  readonly sharedWith: Set<string>
  description: string
  state: KeyState
  deletionDate: Date | null
  /** Of a primary that waits for its replicas to go. */
  pendingWindowDays: number | null
  policy: string
  customKeyStoreId: string | null
  xksKeyId: string | null
  lastUsage: FakeLastUsage | null
  /** The state that it will have of itself, and when. */
  becomes: { readonly state: KeyState; readonly at: Date } | null
}

export function newFakeKey(options: FakeKeyOptions): FakeKey {
  const id = options.multiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID()
  const imported = options.origin === 'EXTERNAL'
  const key: FakeKey = {
    ...options,
    ...ownParts(options.account),
    id,
    arn: arnOfKey(options, id),
    materials: imported ? [] : [newMaterial(options.spec)],
    family: { primaryRegion: options.region, members: [], automatic: null, onDemandSince: null },
    state: imported ? 'PendingImport' : 'Enabled',
  }
  key.family.members.push(key)
  return key
}

/** The replica of a multi-Region key in another Region. Imported material has to be imported there too. */
export function replicaOf(key: FakeKey, region: string, createdAt = key.createdAt): FakeKey {
  const imported = key.origin === 'EXTERNAL'
  const replica: FakeKey = {
    ...key,
    ...ownParts(key.account),
    region,
    createdAt,
    arn: arnOfKey({ ...key, region }, key.id),
    materials: imported ? [] : key.materials,
    state: imported ? 'PendingImport' : 'Enabled',
  }
  key.family.members.push(replica)
  return replica
}

/** What a key has of its own even among replicas. */
function ownParts(account: string) {
  return {
    tags: new Map<string, string>(),
    grants: [],
    sharedWith: new Set<string>(),
    deletionDate: null,
    pendingWindowDays: null,
    policy: defaultPolicy(account),
    customKeyStoreId: null,
    xksKeyId: null,
    lastUsage: null,
    becomes: null,
  }
}

/** The material that encrypts; undefined where none was imported. */
export function currentMaterial(key: FakeKey): FakeKeyMaterial | undefined {
  return key.materials.findLast((material) => !material.pending)
}

export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

function arnOfKey({ region, account }: Pick<FakeKeyOptions, 'region' | 'account'>, id: string): string {
  return `arn:${partitionOf(region)}:kms:${region}:${account}:key/${id}`
}
