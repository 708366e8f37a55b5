import type { HandlersOf } from '../../../shared/handlers-of.ts'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { parseKmsArn, type KeyArn } from '../../keys/aws-kms/key-arn.ts'
import { kmsKeyRow } from '../../keys/aws-kms/kms-key-row.ts'
import { aliasNameOf, createAlias } from '../../keys/aws-kms/manage/aliases.ts'
import { createKey } from '../../keys/aws-kms/manage/create-key.ts'
import type { KmsCaller } from '../../keys/aws-kms/manage/kms-caller.ts'
import { sendablePolicy } from '../../keys/aws-kms/manage/put-key-policy.ts'
import { draftPolicy } from '../../keys/aws-kms/policy/draft-policy.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { policyScopeIn } from '../policy-scope-in.ts'
import { rowAfter } from './change-key.ts'
import type { UnfinishedKeys } from './unfinished-keys.ts'

/**
 * Makes a key, then its alias. Throws KEY_ALIAS_NOT_MADE with facts {keyArn, alias, awsError} where the key is there and
 * its alias is not: the key is kept, and the same draft tried again makes the alias alone.
 */
export function createHandler(
  access: KeyAccess,
  unfinished: UnfinishedKeys,
  now: () => Date,
): Pick<HandlersOf<'manage'>, 'manage.create'> {
  return {
    'manage.create': async (draft) => {
      checkDraft(draft)
      const kms = await access.sessionIn(draft.connectionId, draft.region)
      const keyArn = unfinished.of(draft) ?? (await createKey(kms, draft, await policyOf(access, draft)))
      const ref: AwsKeyRef = { service: 'aws', connectionId: draft.connectionId, keyArn }
      await nameKey({ access, unfinished, kms, ref }, draft, keyArn)
      return await rowAfter(access, ref, rowOfDraft(draft, keyArn, now()))
    },
  }
}

/** What KMS would refuse is refused here, before a key exists whose alias cannot be made. */
function checkDraft({ alias, spec, usage, origin }: NewKeyDraft): void {
  if (alias !== null) aliasNameOf(alias)
  const facts = factsOfSpec(spec)
  if (facts === null || (facts.usages.includes(usage) && facts.origins.includes(origin))) return
  throw new VaultError('KEY_USAGE_INVALID', 'keys of this kind cannot be made for that', {
    facts: { reason: 'newKey', spec, usage, origin },
  })
}

/** Null = what KMS gives, which is the account's own statement alone. */
async function policyOf(access: KeyAccess, draft: NewKeyDraft): Promise<string | null> {
  const { accountRoot, administrators, users } = draft
  if (accountRoot && administrators.length + users.length === 0) return null
  return sendablePolicy(draftPolicy(draft, await policyScopeIn(access, draft)))
}

interface Naming {
  readonly access: KeyAccess
  readonly unfinished: UnfinishedKeys
  readonly kms: KmsCaller
  readonly ref: AwsKeyRef
}

async function nameKey(
  { access, unfinished, kms, ref }: Naming,
  draft: NewKeyDraft,
  keyArn: KeyArn,
): Promise<void> {
  if (draft.alias === null) return
  try {
    await createAlias(kms, keyArn, draft.alias)
    unfinished.finish(keyArn)
  } catch (error) {
    unfinished.wait(draft, keyArn)
    await access.readAgain(ref).catch(() => null)
    const why = isVaultError(error) ? error.facts : {}
    const code = isVaultError(error) ? error.code : 'INTERNAL'
    throw new VaultError('KEY_ALIAS_NOT_MADE', 'the key was made and is kept, its alias was not; try again', {
      cause: error,
      facts: { ...why, keyArn, alias: draft.alias, because: code },
    })
  }
}

/** A new key as it was asked for, where it cannot be read yet. */
function rowOfDraft(draft: NewKeyDraft, keyArn: KeyArn, readAt: Date): KeyRow {
  const arn = parseKmsArn(keyArn)
  if (arn === null) throw new VaultError('INTERNAL', 'a key arn is no arn')
  const aliases = draft.alias === null ? [] : [aliasNameOf(draft.alias)]
  const row = kmsKeyRow({ connectionId: draft.connectionId, arn, aliases, metadata: null, readAt })
  return {
    ...row,
    description: draft.description,
    state: draft.origin === 'EXTERNAL' ? 'PendingImport' : 'Enabled',
    spec: draft.spec,
    usage: draft.usage,
    origin: draft.origin,
    manager: 'CUSTOMER',
    multiRegion: draft.multiRegion,
    multiRegionRole: draft.multiRegion ? 'PRIMARY' : null,
    tags: draft.tags,
    canEncrypt: draft.origin === 'AWS_KMS' && draft.spec === 'SYMMETRIC_DEFAULT',
  }
}
