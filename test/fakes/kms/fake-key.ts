import { randomBytes, randomUUID } from 'node:crypto'
import type { KeyState } from '../../../src/shared/model/key.ts'

/** One generation of a key's bytes. */
export interface FakeKeyMaterial {
  /** 64 hex digits, as KMS has it. */
  readonly id: string
  readonly bytes: Uint8Array
}

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

/** A key of the fake. Replicas of a multi-Region key share id and materials. */
export interface FakeKey extends FakeKeyOptions {
  readonly id: string
  readonly arn: string
  readonly materials: FakeKeyMaterial[]
  /** Accounts besides its own that may use it by ARN. */
  readonly sharedWith: Set<string>
  state: KeyState
  deletionDate: Date | null
}

export function newFakeKey(options: FakeKeyOptions): FakeKey {
  const id = options.multiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID()
  const material = { id: randomBytes(32).toString('hex'), bytes: new Uint8Array(randomBytes(32)) }
  return {
    ...options,
    id,
    arn: arnOf(options, id),
    materials: [material],
    sharedWith: new Set(),
    state: options.origin === 'EXTERNAL' ? 'PendingImport' : 'Enabled',
    deletionDate: null,
  }
}

/** The replica of a multi-Region key in another Region. */
export function replicaOf(key: FakeKey, region: string): FakeKey {
  return { ...key, region, arn: arnOf({ ...key, region }, key.id), sharedWith: new Set(), state: 'Enabled' }
}

/** The key's metadata as DescribeKey tells it; dates are seconds, as AWS JSON has them. */
export function keyMetadata(key: FakeKey): Record<string, unknown> {
  const symmetric = key.spec === 'SYMMETRIC_DEFAULT'
  return {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAt.getTime() / 1000,
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    ...(key.deletionDate === null ? {} : { DeletionDate: key.deletionDate.getTime() / 1000 }),
    Origin: key.origin,
    KeyManager: key.manager,
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    ...(symmetric ? { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] } : {}),
    MultiRegion: key.multiRegion,
    ...(symmetric ? { CurrentKeyMaterialId: key.materials.at(-1)?.id } : {}),
  }
}

function arnOf({ region, account }: Pick<FakeKeyOptions, 'region' | 'account'>, id: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
  return `arn:${partition}:kms:${region}:${account}:key/${id}`
}
