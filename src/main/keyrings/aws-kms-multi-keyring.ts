import { VaultError } from '../../shared/vault-error.ts'
import { isSameMultiRegionKey, parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import { AwsKmsDiscoveryKeyring } from './aws-kms-discovery-keyring.ts'
import type { DiscoveryFilter } from './aws-kms-discovery-keyring.ts'
import { AwsKmsKeyring } from './aws-kms-keyring.ts'
import { MultiKeyring } from './multi-keyring.ts'

/** The KMS of a Region; null = the default one, for a key id that names no Region. */
export type KmsOfRegion = (region: string | null) => KmsCalls

export interface StrictMultiKeyringOptions {
  /** The key that makes the data key. Absent = a keyring that opens alone. */
  readonly generator?: string
  readonly keyIds: readonly string[]
  readonly kmsOf: KmsOfRegion
  /** Doors of replicas are tried too; two ids may then not be the same multi-Region key. Default false. */
  readonly multiRegion?: boolean
}

/**
 * A strict keyring for each key id, each against the Region in its ARN. FORMAT.md section 14.5. Throws INVALID_REQUEST,
 * NO_DOORS_CHOSEN.
 */
export function strictMultiKeyring(options: StrictMultiKeyringOptions): MultiKeyring {
  const { generator, keyIds, kmsOf, multiRegion = false } = options
  if (multiRegion) checkNoReplicas(generator === undefined ? keyIds : [generator, ...keyIds])
  const keyringOf = (keyId: string): AwsKmsKeyring =>
    new AwsKmsKeyring({ keyId, calls: kmsOf(parseKmsArn(keyId)?.region ?? null), multiRegion })
  return new MultiKeyring({
    ...(generator !== undefined && { generator: keyringOf(generator) }),
    children: keyIds.map(keyringOf),
  })
}

export interface DiscoveryMultiKeyringOptions {
  readonly regions: readonly string[]
  readonly kmsOf: KmsOfRegion
  readonly filter?: DiscoveryFilter
  /** Each Region tries its own replica of a multi-Region key, so another Region stands in for one that fails. */
  readonly multiRegion?: boolean
}

/**
 * A discovery keyring for each Region, tried in their order. FORMAT.md section 14.5. Throws INVALID_REQUEST,
 * NO_DOORS_CHOSEN.
 */
export function discoveryMultiKeyring(options: DiscoveryMultiKeyringOptions): MultiKeyring {
  const { regions, kmsOf, filter, multiRegion = false } = options
  if (regions.includes('')) throw new VaultError('INVALID_REQUEST', 'a region has a name')
  const children = regions.map(
    (region) =>
      new AwsKmsDiscoveryKeyring({
        calls: kmsOf(region),
        ...(filter && { filter }),
        ...(multiRegion && { multiRegionIn: region }),
      }),
  )
  return new MultiKeyring({ children })
}

/** Two replicas of one key would be the same door twice. */
function checkNoReplicas(keyIds: readonly string[]): void {
  const hasReplica = keyIds.some((a, index) =>
    keyIds.slice(index + 1).some((b) => isSameMultiRegionKey(a, b)),
  )
  if (hasReplica) {
    throw new VaultError('INVALID_REQUEST', 'two of these kms keys are the same multi-region key; choose one')
  }
}
