import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import type { GrantDraft, KeyGrant, KeyPolicy } from '../../../shared/model/key-page.ts'
import { createGrant, listGrants, retireGrant, revokeGrant } from '../../keys/aws-kms/manage/grants.ts'
import { putKeyPolicy } from '../../keys/aws-kms/manage/put-key-policy.ts'
import { granteeService, summarizeGrant } from '../../keys/aws-kms/policy/summarize-grant.ts'
import { readPolicy } from '../../keys/aws-kms/policy/summarize-policy.ts'
import { checkedArn, keyInHand, type KeyAccess, type KeyInHand } from '../key-in-hand.ts'
import { changeKey } from './change-key.ts'

type PolicyCalls = Pick<
  AwsHandlersOf<'manage'>,
  'manage.putPolicy' | 'manage.createGrant' | 'manage.retireGrant' | 'manage.revokeGrant'
>

/** Who may do what with a key: its policy, and grants. */
export function policyHandlers(access: KeyAccess, now: () => Date): PolicyCalls {
  return {
    'manage.putPolicy': async ({ ref, document }): Promise<KeyPolicy> => {
      const policy = readPolicy(document, checkedArn(ref).arn)
      await changeKey(access, ref, {
        action: 'putPolicy',
        run: ({ kms, keyArn }) => putKeyPolicy(kms, keyArn, policy),
      })
      return policy
    },
    'manage.createGrant': async ({ ref, draft }) => {
      const key = await keyInHand(access, ref, 'createGrant')
      const id = await createGrant(key.kms, key.keyArn, draft)
      return (await grantOf(key, draft.grantee, id)) ?? grantOfDraft(draft, id ?? '', now())
    },
    'manage.retireGrant': async ({ ref, grantId }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'retireGrant')
      await retireGrant(kms, keyArn, grantId)
      return {}
    },
    'manage.revokeGrant': async ({ ref, grantId }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'revokeGrant')
      await revokeGrant(kms, keyArn, grantId)
      return {}
    },
  }
}

/** The grant as KMS lists it; null where it may not be listed, or is not listed yet. */
async function grantOf(
  { kms, keyArn }: KeyInHand,
  grantee: string,
  id: string | null,
): Promise<KeyGrant | null> {
  if (id === null) return null
  const grants = await listGrants(kms, keyArn, grantee).catch(() => [])
  const made = grants.find(({ GrantId }) => GrantId === id)
  return made === undefined ? null : summarizeGrant(made)
}

function grantOfDraft(draft: GrantDraft, id: string, at: Date): KeyGrant {
  return {
    id,
    name: draft.name,
    grantee: draft.grantee,
    retiring: draft.retiring,
    issuedBy: null,
    operations: draft.operations,
    constraint: draft.constraint,
    sourceArn: draft.sourceArn,
    createdAt: at.toISOString(),
    service: granteeService(draft.grantee),
  }
}
