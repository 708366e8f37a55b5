import type { GrantConstraints, GrantListEntry } from '@aws-sdk/client-kms'
import type { GrantDraft } from '../../../../shared/model/key-page.ts'
import { isVaultError } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import { everyPage } from './every-page.ts'
import type { KmsCaller } from './kms-caller.ts'
import { tryOnce } from './try-once.ts'
import { unlessDoneAlready } from './unless-done-already.ts'

/**
 * CreateGrant; gives the new grant's id. KMS takes no token that would tell a second try from a second grant, so where the
 * answer was lost, the grants of the grantee before and after are compared. Throws KMS_OUTCOME_UNKNOWN where that fails too.
 */
export async function createGrant(kms: KmsCaller, keyArn: KeyArn, draft: GrantDraft): Promise<string | null> {
  const before = await idsOf(kms, keyArn, draft.grantee)
  try {
    const answer = await kms.call({ operation: 'CreateGrant', keyArn }, (sdk) =>
      tryOnce(sdk).createGrant({
        KeyId: keyArn,
        ...granteeOf(draft.grantee),
        Operations: draft.operations,
        ...(draft.retiring === null ? {} : retiringOf(draft.retiring)),
        ...(draft.name === null ? {} : { Name: draft.name }),
        ...constraintsOf(draft),
      }),
    )
    return answer.GrantId ?? null
  } catch (error) {
    if (!isVaultError(error) || error.code !== 'KMS_OUTCOME_UNKNOWN') throw error
    const made = await newGrant(kms, keyArn, draft, before)
    if (made === null) throw error
    return made
  }
}

/** RetireGrant, by who may retire it: its retiring principal, or a grantee who was granted that. */
export async function retireGrant(kms: KmsCaller, keyArn: KeyArn, grantId: string): Promise<void> {
  await unlessDoneAlready(
    () =>
      kms.call({ operation: 'RetireGrant', keyArn }, (sdk) =>
        sdk.retireGrant({ KeyId: keyArn, GrantId: grantId }),
      ),
    () => isGone(kms, keyArn, grantId),
  )
}

/** RevokeGrant, by who administers the key. */
export async function revokeGrant(kms: KmsCaller, keyArn: KeyArn, grantId: string): Promise<void> {
  await unlessDoneAlready(
    () =>
      kms.call({ operation: 'RevokeGrant', keyArn }, (sdk) =>
        sdk.revokeGrant({ KeyId: keyArn, GrantId: grantId }),
      ),
    () => isGone(kms, keyArn, grantId),
  )
}

async function isGone(kms: KmsCaller, keyArn: KeyArn, grantId: string): Promise<boolean> {
  const grants = await listGrants(kms, keyArn)
  return grants.every(({ GrantId }) => GrantId !== grantId)
}

/** Grants of a key, of one grantee where said. ListGrants takes no service to look for: then they are all of the key's. */
export async function listGrants(
  kms: KmsCaller,
  keyArn: KeyArn,
  grantee?: string,
): Promise<readonly GrantListEntry[]> {
  return await everyPage((Marker) =>
    kms.call({ operation: 'ListGrants', keyArn }, async (sdk) => {
      const filter = grantee === undefined || isService(grantee) ? {} : { GranteePrincipal: grantee }
      const page = await sdk.listGrants({ KeyId: keyArn, Limit: 100, Marker, ...filter })
      return { items: page.Grants ?? [], next: page.NextMarker }
    }),
  )
}

/** CreateGrant has fields of their own for AWS services. */
function isService(principal: string): boolean {
  return !principal.startsWith('arn:')
}

function granteeOf(grantee: string) {
  return isService(grantee) ? { GranteeServicePrincipal: grantee } : { GranteePrincipal: grantee }
}

function retiringOf(retiring: string) {
  return isService(retiring) ? { RetiringServicePrincipal: retiring } : { RetiringPrincipal: retiring }
}

function constraintsOf({ constraint, sourceArn }: Pick<GrantDraft, 'constraint' | 'sourceArn'>): {
  Constraints?: GrantConstraints
} {
  if (constraint === null && sourceArn === null) return {}
  return {
    Constraints: {
      ...(constraint?.kind === 'equals' ? { EncryptionContextEquals: constraint.pairs } : {}),
      ...(constraint?.kind === 'subset' ? { EncryptionContextSubset: constraint.pairs } : {}),
      ...(sourceArn === null ? {} : { SourceArn: sourceArn }),
    },
  }
}

/** Null where they may not be listed: then nothing can be compared later, and the grant is made all the same. */
async function idsOf(kms: KmsCaller, keyArn: KeyArn, grantee: string): Promise<ReadonlySet<string> | null> {
  try {
    const grants = await listGrants(kms, keyArn, grantee)
    return new Set(grants.map(({ GrantId }) => GrantId ?? ''))
  } catch {
    return null
  }
}

/** The one grant like the draft that was not there before, or null. */
async function newGrant(
  kms: KmsCaller,
  keyArn: KeyArn,
  draft: GrantDraft,
  before: ReadonlySet<string> | null,
): Promise<string | null> {
  if (before === null) return null
  const after = await listGrants(kms, keyArn, draft.grantee).catch(() => [])
  const like = after.filter(({ GrantId = '', Name, Operations = [], ...grant }) => {
    const grantee = grant.GranteeServicePrincipal ?? grant.GranteePrincipal
    const isTheirs = !isService(draft.grantee) || grantee === draft.grantee
    const isNamedSo = (Name === undefined || Name === '' ? null : Name) === draft.name
    const allowsThat = JSON.stringify(Operations.toSorted()) === JSON.stringify(draft.operations.toSorted())
    return isTheirs && isNamedSo && allowsThat && !before.has(GrantId)
  })
  return like[0]?.GrantId ?? null
}
