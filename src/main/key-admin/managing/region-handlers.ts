import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { replicaIn } from '../../keys/aws-kms/key-arn.ts'
import { everyPage } from '../../keys/aws-kms/manage/every-page.ts'
import { getKeyPolicy } from '../../keys/aws-kms/manage/put-key-policy.ts'
import { changePrimaryRegion, replicateKey } from '../../keys/aws-kms/manage/replicas.ts'
import { checkedArn, type KeyAccess, type KeyInHand } from '../key-in-hand.ts'
import { changeKey } from './change-key.ts'

/** Replicas of a multi-Region key, which hold the same key material. */
export function regionHandlers(
  access: KeyAccess,
): Pick<AwsHandlersOf<'manage'>, 'manage.replicate' | 'manage.changePrimary'> {
  return {
    // The replica begins with the primary's policy and tags, so that it is no easier to reach; they are its own later.
    'manage.replicate': async ({ ref, region, description }) => {
      const there = await access.sessionIn(ref.connectionId, region)
      const row = await changeKey(access, ref, {
        action: 'replicate',
        run: async (key) => {
          const policy = await getKeyPolicy(key.kms, key.keyArn)
          const tags = await tagsOf(key)
          const replica = { region, description, policy, tags }
          await replicateKey({ here: key.kms, there }, key.keyArn, replica)
        },
      })
      await readReplica(access, ref, region)
      return row
    },
    'manage.changePrimary': async ({ ref, region }) => {
      await access.sessionIn(ref.connectionId, region)
      const row = await changeKey(access, ref, {
        action: 'changePrimary',
        run: async ({ kms, keyArn }) => {
          await changePrimaryRegion(kms, keyArn, region)
          return { multiRegionRole: 'REPLICA', state: 'Updating' }
        },
      })
      await readReplica(access, ref, region)
      return row
    },
  }
}

async function readReplica(access: KeyAccess, ref: AwsKeyRef, region: string): Promise<void> {
  const keyArn = replicaIn(checkedArn(ref).arn, region)
  if (keyArn !== null) await access.readAgain({ ...ref, keyArn }).catch(() => null)
}

/** As they are now: the row's may be from a time before. */
async function tagsOf({ kms, keyArn }: KeyInHand): Promise<Record<string, string>> {
  const tags = await everyPage((Marker) =>
    kms.call({ operation: 'ListResourceTags', keyArn }, async (sdk) => {
      const page = await sdk.listResourceTags({ KeyId: keyArn, Limit: 50, Marker })
      return { items: page.Tags ?? [], next: page.NextMarker }
    }),
  )
  return Object.fromEntries(
    tags
      .filter(({ TagKey }) => TagKey?.startsWith('aws:') === false)
      .map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue]),
  )
}
