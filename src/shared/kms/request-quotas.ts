import { factsOfSpec } from './key-specs.ts'
import type { KmsOperation } from './kms-operation.ts'

/** A quota of AWS KMS per account and Region. Operations of one bucket share it. */
export interface RequestQuota {
  readonly bucket: string
  readonly perSecond: number
}

/** Each custom key store has this one besides, whoever calls. */
export const customKeyStorePerSecond = 1800

/** Of asymmetric cryptography: RSA, ECC with SM2, ML-DSA, each shared. */
const asymmetricPerSecond = 1000

const symmetricBusy = new Set(['us-east-1', 'us-west-2', 'eu-west-1'])
const symmetricMiddle = new Set([
  'us-east-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-central-1',
  'eu-west-2',
])

type CryptoOperation =
  | 'Decrypt'
  | 'Encrypt'
  | 'GenerateDataKey'
  | 'GenerateDataKeyWithoutPlaintext'
  | 'GenerateMac'
  | 'GenerateRandom'
  | 'ReEncrypt'
  | 'Sign'
  | 'Verify'
  | 'VerifyMac'

/**
 * Requests per second by operation, KMS.md section 4. It names no quota for most changes: they have 5, the lowest of
 * its changes. ListRetirableGrants is as ListGrants, and data key pairs, whose own quotas fall below one per second for
 * long RSA keys, have 1.
 */
const perSecond: Readonly<Record<Exclude<KmsOperation, CryptoOperation>, number>> = {
  CancelKeyDeletion: 5,
  CreateAlias: 5,
  CreateGrant: 5,
  CreateKey: 5,
  DeleteAlias: 5,
  DeleteImportedKeyMaterial: 5,
  DescribeCustomKeyStores: 5,
  DescribeKey: 2000,
  DisableKey: 5,
  DisableKeyRotation: 5,
  EnableKey: 5,
  EnableKeyRotation: 15,
  GenerateDataKeyPair: 1,
  GenerateDataKeyPairWithoutPlaintext: 1,
  GetKeyLastUsage: 5,
  GetKeyPolicy: 1000,
  GetKeyRotationStatus: 1000,
  GetParametersForImport: 1,
  GetPublicKey: 2000,
  ImportKeyMaterial: 15,
  ListAliases: 500,
  ListGrants: 100,
  ListKeyPolicies: 100,
  ListKeyRotations: 100,
  ListKeys: 500,
  ListResourceTags: 2000,
  ListRetirableGrants: 100,
  PutKeyPolicy: 15,
  ReplicateKey: 5,
  RetireGrant: 5,
  RevokeGrant: 5,
  RotateKeyOnDemand: 5,
  ScheduleKeyDeletion: 15,
  TagResource: 5,
  UntagResource: 5,
  UpdateAlias: 5,
  UpdateKeyDescription: 5,
  UpdatePrimaryRegion: 5,
}

/**
 * The quota that a call counts towards. `spec`: of the key, for cryptography; a symmetric one is meant where it is not
 * said. A bucket's name is unique within an account and Region.
 */
export function quotaOf(operation: KmsOperation, region: string, spec: string | null = null): RequestQuota {
  if (!isCrypto(operation)) return { bucket: operation, perSecond: perSecond[operation] }
  const kind = factsOfSpec(spec)?.kind
  if (kind === 'rsa') return { bucket: 'crypto-rsa', perSecond: asymmetricPerSecond }
  if (kind === 'ecc' || kind === 'sm2') return { bucket: 'crypto-ecc', perSecond: asymmetricPerSecond }
  if (kind === 'mlDsa') return { bucket: 'crypto-ml-dsa', perSecond: asymmetricPerSecond }
  return { bucket: 'crypto-symmetric', perSecond: symmetricPerSecond(region) }
}

function isCrypto(operation: KmsOperation): operation is CryptoOperation {
  return !Object.hasOwn(perSecond, operation)
}

function symmetricPerSecond(region: string): number {
  if (symmetricBusy.has(region)) return 100_000
  return symmetricMiddle.has(region) ? 20_000 : 10_000
}
