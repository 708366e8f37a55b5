import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import { isVaultError } from '../../../shared/vault-error.ts'
import type { KeyArn } from '../../keys/aws-kms/key-arn.ts'
import { createKey } from '../../keys/aws-kms/manage/create-key.ts'
import { findNewKey } from '../../keys/aws-kms/manage/find-new-key.ts'
import type { KmsCaller } from '../../keys/aws-kms/manage/kms-caller.ts'
import { sendablePolicy } from '../../keys/aws-kms/manage/put-key-policy.ts'
import { draftPolicy } from '../../keys/aws-kms/policy/draft-policy.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { policyScopeIn } from '../policy-scope-in.ts'
import type { UnfinishedKeys } from './unfinished-keys.ts'

export interface KeyMaking {
  readonly access: KeyAccess
  readonly unfinished: UnfinishedKeys
  readonly now: () => Date
}

/**
 * The key of a draft, without its alias: one that an earlier try made, else a new one. Where the answer is lost, the new key
 * is looked for among the account's; throws KMS_OUTCOME_UNKNOWN where it is not found, and looks again before the next try.
 */
export async function makeKey(making: KeyMaking, kms: KmsCaller, draft: NewKeyDraft): Promise<KeyArn> {
  const { access, unfinished, now } = making
  const earlier = unfinished.of(draft)
  if (earlier?.state === 'nameless' && (await isNameless(access, draft, earlier.keyArn)))
    return earlier.keyArn
  const look = async (since: Date): Promise<KeyArn | null> => {
    const known = new Set((await access.rows()).map(({ arn }) => arn ?? ''))
    return await findNewKey(kms, draft, { known, since })
  }
  if (earlier?.state === 'unknown') {
    const found = await look(earlier.since)
    if (found !== null) return found
  }
  const policy = await policyOf(access, draft)
  const since = now()
  try {
    const keyArn = await createKey(kms, draft, policy)
    unfinished.forget(draft)
    return keyArn
  } catch (error) {
    if (!isVaultError(error) || error.code !== 'KMS_OUTCOME_UNKNOWN') throw error
    const found = await look(since)
    if (found !== null) return found
    unfinished.wait(draft, { state: 'unknown', since })
    throw error
  }
}

/** False where it got a name meanwhile, is being deleted, or is gone: then the draft means another key. */
async function isNameless(access: KeyAccess, draft: NewKeyDraft, keyArn: KeyArn): Promise<boolean> {
  const ref = { service: 'aws', connectionId: draft.connectionId, keyArn } as const
  const row = await access.readAgain(ref).catch(() => access.rowOf(ref))
  return row !== null && row.aliases.length === 0 && row.state !== 'PendingDeletion'
}

/** Null = what KMS gives, which is the account's own statement alone. */
async function policyOf(access: KeyAccess, draft: NewKeyDraft): Promise<string | null> {
  const { accountRoot, administrators, users } = draft
  if (accountRoot && administrators.length + users.length === 0) return null
  return sendablePolicy(draftPolicy(draft, await policyScopeIn(access, draft)))
}
