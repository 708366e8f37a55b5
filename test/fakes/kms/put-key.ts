import { factsOfSpec } from '../../../src/shared/kms/key-specs.ts'
import type { KeyState } from '../../../src/shared/model/key.ts'
import { newFakeKey, type FakeKey, type FakeKeyOptions } from './fake-key.ts'
import type { FakeKeys } from './fake-keys.ts'
import { associateMaterial } from './import-material.ts'
import { rotate } from './key-life.ts'
import { generateMaterial } from './key-material.ts'

const day = 24 * 3600_000

/** A key to put into the fake; whatever is not said is an enabled symmetric key of the default account and Region. */
export interface CreateFakeKey extends Partial<FakeKeyOptions> {
  /** Without `alias/`. */
  readonly alias?: string
  readonly aliases?: readonly string[]
  /** An EXTERNAL key has material where its state says so; it waits for its import where none is said. */
  readonly state?: KeyState
  readonly tags?: Readonly<Record<string, string>>
  /** A key policy document. */
  readonly policy?: string
  readonly customKeyStoreId?: string
  readonly xksKeyId?: string
  readonly deletionDate?: Date
  /** Rotations that were, oldest first. */
  readonly rotations?: readonly { readonly at: Date; readonly type: 'AUTOMATIC' | 'ON_DEMAND' }[]
  readonly automaticRotation?: { readonly periodDays: number; readonly nextAt?: Date }
  /** When imported material expires. */
  readonly validTo?: Date
  readonly lastUsage?: { readonly operation: string; readonly at: Date }
}

/** Puts a key as it is into the fake, past every check of CreateKey. */
export function putKey(
  keys: FakeKeys,
  options: CreateFakeKey & Pick<FakeKeyOptions, 'account' | 'region' | 'createdAt'>,
): FakeKey {
  const spec = options.spec ?? 'SYMMETRIC_DEFAULT'
  const key = newFakeKey({
    account: options.account,
    region: options.region,
    createdAt: options.createdAt,
    description: options.description ?? '',
    spec,
    usage: options.usage ?? factsOfSpec(spec)?.usages[0] ?? 'ENCRYPT_DECRYPT',
    origin: options.origin ?? 'AWS_KMS',
    manager: options.manager ?? 'CUSTOMER',
    multiRegion: options.multiRegion ?? false,
  })
  giveMaterials(key, options)
  key.state = options.state ?? key.state
  giveRest(key, options)
  keys.addKey(key)
  const { alias, aliases = [] } = options
  for (const name of alias === undefined ? aliases : [alias, ...aliases]) {
    const { account, region, id: targetKeyId, createdAt } = key
    keys.addAlias({ name: `alias/${name}`, account, region, targetKeyId, createdAt, updatedAt: createdAt })
  }
  return key
}

/** Rotations of imported material are rotations by hand, each to bytes of its own. */
function giveMaterials(key: FakeKey, { state, rotations = [], validTo }: CreateFakeKey): void {
  const imported = key.origin === 'EXTERNAL'
  const isGiven = !imported || rotations.length > 0 || validTo !== undefined || hasMaterial(state)
  if (!isGiven) return
  const add = () =>
    associateMaterial(key, generateMaterial(key.spec), { type: 'NEW_KEY_MATERIAL', wantedId: undefined })
  if (imported) add()
  for (const { at, type } of rotations) {
    if (imported) add()
    rotate(key, at, imported ? 'ON_DEMAND' : type)
  }
  if (imported) for (const material of key.materials) material.validTo = validTo ?? null
}

function hasMaterial(state: KeyState | undefined): boolean {
  return state !== undefined && state !== 'PendingImport'
}

function giveRest(key: FakeKey, options: CreateFakeKey): void {
  for (const [name, value] of Object.entries(options.tags ?? {})) key.tags.set(name, value)
  key.policy = options.policy ?? key.policy
  key.customKeyStoreId = options.customKeyStoreId ?? null
  key.xksKeyId = options.xksKeyId ?? null
  key.deletionDate = options.deletionDate ?? null
  const { automaticRotation, lastUsage } = options
  if (automaticRotation !== undefined) {
    const { periodDays, nextAt = new Date(key.createdAt.getTime() + periodDays * day) } = automaticRotation
    key.family.automatic = { periodDays, nextAt }
  }
  if (lastUsage === undefined) return
  const ids = { eventId: crypto.randomUUID(), requestId: crypto.randomUUID() }
  key.lastUsage = { ...lastUsage, ...ids }
}
