import type { KeyMetadata } from '@aws-sdk/client-kms'
import type { NewKeyDraft } from '../../../../shared/model/key-page.ts'
import { isKeyArn, type KeyArn } from '../key-arn.ts'
import { everyPage } from './every-page.ts'
import type { KmsCaller } from './kms-caller.ts'
import { metadataOf } from './unless-done-already.ts'

export interface NewKeySearch {
  /** ARNs of keys that were there before. */
  readonly known: ReadonlySet<string>
  /** When the key was asked for, by this computer's clock. */
  readonly since: Date
}

/** AWS refuses signatures of clocks that are further off than this. */
const clockSlack = 5 * 60_000

/** More unknown keys than these were never read: looking at each would tell nothing soon. */
const mostLookedAt = 100

/**
 * The key that a draft became although the answer was lost: the only one that was not there before and is as the draft
 * says. Null where there is none, several, or where it may not be looked for.
 */
export async function findNewKey(
  kms: KmsCaller,
  draft: NewKeyDraft,
  { known, since }: NewKeySearch,
): Promise<KeyArn | null> {
  try {
    const keys = await everyPage((Marker) =>
      kms.call({ operation: 'ListKeys' }, async (sdk) => {
        const page = await sdk.listKeys({ Limit: 1000, Marker })
        return { items: page.Keys ?? [], next: page.NextMarker }
      }),
    )
    const arns = keys
      .map(({ KeyArn: arn = '' }) => arn)
      .filter((arn) => isKeyArn(arn))
      .filter((arn) => !known.has(arn))
    if (arns.length > mostLookedAt) return null
    const found = (await Promise.all(arns.map((arn) => metadataOf(kms, arn)))).filter(
      (key) => key !== null && isOfDraft(key, draft, since),
    )
    const arn = found.length === 1 ? (found[0]?.Arn ?? '') : ''
    return isKeyArn(arn) ? arn : null
  } catch {
    return null
  }
}

function isOfDraft(key: KeyMetadata, draft: NewKeyDraft, since: Date): boolean {
  return (
    key.KeySpec === draft.spec &&
    key.KeyUsage === draft.usage &&
    key.Origin === draft.origin &&
    key.MultiRegion === draft.multiRegion &&
    (key.Description ?? '') === draft.description &&
    (key.CreationDate?.getTime() ?? 0) >= since.getTime() - clockSlack
  )
}
