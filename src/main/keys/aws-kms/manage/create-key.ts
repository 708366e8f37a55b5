import type { NewKeyDraft } from '../../../../shared/model/key-page.ts'
import { VaultError } from '../../../../shared/vault-error.ts'
import { isKeyArn, type KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'
import { tagsOf } from './switch-key.ts'
import { tryOnce } from './try-once.ts'

/**
 * CreateKey with its policy and tags, without an alias. `policy`: null = what KMS gives, the account's own statement.
 * Throws KMS_OUTCOME_UNKNOWN where it cannot be known whether there is a key now: it is never sent twice.
 */
export async function createKey(kms: KmsCaller, draft: NewKeyDraft, policy: string | null): Promise<KeyArn> {
  const answer = await kms.call({ operation: 'CreateKey' }, (sdk) =>
    tryOnce(sdk).createKey({
      // The SDK types the names that its own version knows; KMS says what it makes of others.
      KeySpec: draft.spec as 'SYMMETRIC_DEFAULT',
      KeyUsage: draft.usage,
      Origin: draft.origin,
      MultiRegion: draft.multiRegion,
      Description: draft.description,
      Tags: tagsOf(draft.tags),
      // BypassPolicyLockoutSafetyCheck is never sent: the safety check of KMS stays on.
      ...(policy === null ? {} : { Policy: policy }),
    }),
  )
  const arn = answer.KeyMetadata?.Arn ?? ''
  if (isKeyArn(arn)) return arn
  throw new VaultError(
    'KMS_ANSWER_INVALID',
    'aws kms made a key and did not say which; read the list again',
    {
      facts: { action: 'kms:CreateKey' },
    },
  )
}
