import type { KeyMetadata } from '@aws-sdk/client-kms'
import { keyState, type KeyRow } from '../../../shared/model/key.ts'
import type { KmsArn } from './key-arn.ts'

export interface KmsKeyRowSource {
  readonly connectionId: string
  readonly arn: KmsArn
  /** As KMS lists them, with `alias/`. */
  readonly aliases: readonly string[]
  /** Null where DescribeKey was denied, and before it was asked. */
  readonly metadata: KeyMetadata | null
  /** What else was read; what was not is null. */
  readonly tags?: KeyRow['tags']
  readonly rotation?: KeyRow['rotation']
  /** Actions that were denied, such as `kms:DescribeKey`. */
  readonly denied?: readonly string[]
  readonly readAt: Date
}

/** A KMS key as a row of the Keys page. What KMS did not say is null; see `mayWrap` for `canEncrypt`. */
export function kmsKeyRow(source: KmsKeyRowSource): KeyRow {
  const { connectionId, arn, metadata, denied = [] } = source
  return {
    ref: { service: 'aws', connectionId, keyArn: arn.text },
    ...namesOf(source.aliases),
    keyId: arn.id,
    arn: arn.text,
    region: arn.region,
    ...factsOf(source),
    multiRegion: metadata?.MultiRegion ?? arn.id.startsWith('mrk-'),
    tags: source.tags ?? null,
    rotation: source.rotation ?? null,
    denied: [...denied].toSorted(),
    readAt: source.readAt.toISOString(),
  }
}

/** The part of a row that aliases tell; `aliases` as KMS lists them, with `alias/`. */
export function namesOf(aliases: readonly string[]): Pick<KeyRow, 'alias' | 'aliases' | 'moreAliases'> {
  const names = aliases.map((alias) => alias.replace(/^alias\//, '')).toSorted()
  return { alias: names[0] ?? null, aliases: names, moreAliases: Math.max(names.length - 1, 0) }
}

function factsOf({ aliases, metadata, denied = [] }: KmsKeyRowSource) {
  const manager = managerOf(aliases, metadata)
  const isAsked = metadata !== null || denied.includes('kms:DescribeKey')
  return {
    description: metadata?.Description ?? '',
    state: keyState.safeParse(metadata?.KeyState).data ?? null,
    spec: metadata?.KeySpec ?? null,
    usage: metadata?.KeyUsage ?? null,
    origin: metadata?.Origin ?? null,
    manager,
    multiRegionRole: metadata?.MultiRegionConfiguration?.MultiRegionKeyType ?? null,
    customKeyStoreId: metadata?.CustomKeyStoreId ?? null,
    createdAt: metadata?.CreationDate?.toISOString() ?? null,
    deletionDate: metadata?.DeletionDate?.toISOString() ?? null,
    validTo: metadata?.ValidTo?.toISOString() ?? null,
    keyMaterialId: metadata?.CurrentKeyMaterialId ?? null,
    canEncrypt: isAsked && manager !== 'AWS' && mayWrap(metadata),
  }
}

function managerOf(aliases: readonly string[], metadata: KeyMetadata | null): KeyRow['manager'] {
  if (aliases.some((alias) => alias.startsWith('alias/aws/'))) return 'AWS'
  if (metadata === null) return null
  return metadata.KeyManager === 'AWS' ? 'AWS' : 'CUSTOMER'
}

/**
 * Whether a key may wrap data keys now, as far as is known (KMS.md section 2: only SYMMETRIC_DEFAULT can). Credentials that
 * may use a key are often not allowed to describe it: such a key is offered, and KMS itself refuses it if it cannot.
 */
function mayWrap(metadata: KeyMetadata | null): boolean {
  const { KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage = 'ENCRYPT_DECRYPT', KeyState = 'Enabled' } = metadata ?? {}
  return (
    KeySpec === 'SYMMETRIC_DEFAULT' &&
    KeyUsage === 'ENCRYPT_DECRYPT' &&
    (KeyState === 'Enabled' || KeyState === 'Updating')
  )
}
