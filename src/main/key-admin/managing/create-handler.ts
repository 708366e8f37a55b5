import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import type { KeyArn } from '../../keys/aws-kms/key-arn.ts'
import { aliasNameOf, createAlias } from '../../keys/aws-kms/manage/aliases.ts'
import type { KmsCaller } from '../../keys/aws-kms/manage/kms-caller.ts'
import { rowAfter } from './change-key.ts'
import { checkTagNames } from './check-tag-names.ts'
import { makeKey, type KeyMaking } from './make-key.ts'
import { rowOfDraft } from './row-of-draft.ts'

/**
 * Makes a key, then its alias. Throws KEY_ALIAS_NOT_MADE with facts {keyArn, alias, because} where the key is there and its
 * alias is not: the key is kept, and the same draft tried again makes the alias alone.
 */
export function createHandler(making: KeyMaking): Pick<AwsHandlersOf<'manage'>, 'manage.create'> {
  return { 'manage.create': (draft) => createNamed(making, draft) }
}

async function createNamed(making: KeyMaking, draft: NewKeyDraft): Promise<KeyRow> {
  checkDraft(draft)
  const { access, now } = making
  const kms = await access.sessionIn(draft.connectionId, draft.region)
  const keyArn = await makeKey(making, kms, draft)
  const ref: AwsKeyRef = { service: 'aws', connectionId: draft.connectionId, keyArn }
  // The key is made: a disk that is full costs no more than another question about its account after a restart.
  await access.welcome?.(ref).catch(() => undefined)
  await nameKey(making, kms, draft, keyArn).catch(async (error: unknown) => {
    await access.readAgain(ref).catch(() => null)
    throw error
  })
  return await rowAfter(access, ref, rowOfDraft(draft, keyArn, now()))
}

/** What KMS would refuse is refused here, before a key exists whose alias cannot be made. */
function checkDraft({ alias, spec, usage, origin, tags }: NewKeyDraft): void {
  checkTagNames(Object.keys(tags))
  if (alias !== null) aliasNameOf(alias)
  const facts = factsOfSpec(spec)
  if (facts === null || (facts.usages.includes(usage) && facts.origins.includes(origin))) return
  throw new VaultError('INVALID_REQUEST', 'keys of this kind cannot be made for that', {
    facts: { reason: 'newKey', spec, usage, origin },
  })
}

async function nameKey(
  { unfinished }: KeyMaking,
  kms: KmsCaller,
  draft: NewKeyDraft,
  keyArn: KeyArn,
): Promise<void> {
  if (draft.alias === null) {
    unfinished.forget(draft)
    return
  }
  try {
    await createAlias(kms, keyArn, draft.alias)
    unfinished.forget(draft)
  } catch (error) {
    unfinished.wait(draft, { state: 'nameless', keyArn })
    const facts = isVaultError(error) ? error.facts : {}
    const because = isVaultError(error) ? error.code : 'INTERNAL'
    throw new VaultError('KEY_ALIAS_NOT_MADE', 'the key was made and is kept, its alias was not; try again', {
      cause: error,
      facts: { ...facts, keyArn, alias: draft.alias, because },
    })
  }
}
