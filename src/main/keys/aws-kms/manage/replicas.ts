import { isVaultError } from '../../../../shared/vault-error.ts'
import { parseKmsArn, replicaIn, type KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'
import { tagsOf } from './switch-key.ts'
import { tryOnce } from './try-once.ts'
import { metadataOf, unlessDoneAlready } from './unless-done-already.ts'

export interface ReplicaDraft {
  readonly region: string
  readonly description: string
  /** Copied from the primary; null = the policy that KMS gives, the account's own statement. */
  readonly policy: string | null
  readonly tags: Readonly<Record<string, string>>
}

/**
 * ReplicateKey, asked of the primary key. `there`: the session of the new Region, which tells whether the replica was made
 * where the answer was lost. Throws KMS_OUTCOME_UNKNOWN where neither does.
 */
export async function replicateKey(
  { here, there }: { readonly here: KmsCaller; readonly there: KmsCaller },
  keyArn: KeyArn,
  replica: ReplicaDraft,
): Promise<void> {
  try {
    await here.call({ operation: 'ReplicateKey', keyArn }, (sdk) =>
      tryOnce(sdk).replicateKey({
        KeyId: keyArn,
        ReplicaRegion: replica.region,
        Description: replica.description,
        Tags: tagsOf(replica.tags),
        ...(replica.policy === null ? {} : { Policy: replica.policy }),
      }),
    )
  } catch (error) {
    if (!isVaultError(error) || error.code !== 'KMS_OUTCOME_UNKNOWN') throw error
    if (!(await isThere(there, keyArn, replica.region))) throw error
  }
}

/** UpdatePrimaryRegion: the replica of that Region becomes the primary key. May be repeated. */
export async function changePrimaryRegion(kms: KmsCaller, keyArn: KeyArn, region: string): Promise<void> {
  await unlessDoneAlready(
    () =>
      kms.call({ operation: 'UpdatePrimaryRegion', keyArn }, (sdk) =>
        sdk.updatePrimaryRegion({ KeyId: keyArn, PrimaryRegion: region }),
      ),
    async () => (await metadataOf(kms, keyArn))?.MultiRegionConfiguration?.PrimaryKey?.Region === region,
  )
}

async function isThere(kms: KmsCaller, primary: KeyArn, region: string): Promise<boolean> {
  const arn = parseKmsArn(primary)
  const replica = arn === null ? null : replicaIn(arn, region)
  if (replica === null) return false
  return (await metadataOf(kms, replica)) !== null
}
