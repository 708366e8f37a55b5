import { coversAction } from './kms-actions.ts'
import { fieldsOf, listOf, textsOf, type Json } from './parse-json.ts'
import type { PolicyScope } from './policy-scope.ts'
import { principalsOf, type PolicyPrincipal } from './principals.ts'

/**
 * Who a policy lets change it later (kms:PutKeyPolicy): the ids as it writes them, under a condition too. None: nobody
 * could, the key would be locked out. This looks before KMS does, whose own safety check is never bypassed.
 */
export function whoMayChangePolicy(policy: Json, scope: PolicyScope): string[] {
  const statements = listOf(fieldsOf(policy).get('Statement')).map(fieldsOf).filter(coversPutPolicy)
  const allowed = statements
    .filter((fields) => fields.get('Effect') === 'Allow' && !fields.has('NotPrincipal'))
    .flatMap((fields) => principalsOf(fields.get('Principal'), scope))
    .filter(({ kind }) => kind !== 'service' && kind !== 'other')
  // Whether a condition holds is not known here: it may let somebody through, and it may spare somebody a Deny.
  const denials = statements.filter((fields) => fields.get('Effect') === 'Deny' && !fields.has('Condition'))
  const left = allowed.filter((principal) => !denials.some((fields) => denies(fields, principal, scope)))
  return [...new Set(left.map(({ id }) => id))]
}

function coversPutPolicy(fields: ReadonlyMap<string, Json>): boolean {
  const covers = (name: string): boolean =>
    textsOf(fields.get(name)).some((pattern) => coversAction(pattern, 'PutKeyPolicy'))
  return fields.has('Action') ? covers('Action') : fields.has('NotAction') && !covers('NotAction')
}

/** Whether a Deny takes it away from this very principal. A Deny for the whole account takes it from everybody in it. */
function denies(fields: ReadonlyMap<string, Json>, principal: PolicyPrincipal, scope: PolicyScope): boolean {
  const negated = fields.has('NotPrincipal')
  const named = principalsOf(fields.get(negated ? 'NotPrincipal' : 'Principal'), scope)
  const account = accountOf(principal)
  const isNamed = named.some(
    (each) =>
      each.kind === 'everybody' ||
      (each.kind === 'account' ? accountOf(each) === account : each.id === principal.id),
  )
  return isNamed !== negated
}

function accountOf({ id }: PolicyPrincipal): string | null {
  return /\d{12}/.exec(id)?.[0] ?? null
}
