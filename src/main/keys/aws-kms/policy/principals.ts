import type { PolicyStatement } from '../../../../shared/model/key-page.ts'
import { fieldsOf, textsOf, type Json } from './parse-json.ts'
import type { PolicyScope } from './policy-scope.ts'

export type PolicyPrincipal = PolicyStatement['principals'][number]
type Kind = PolicyPrincipal['kind']

/** The principals of a statement, as the policy writes them. A principal without an account of its own counts as one's own. */
export function principalsOf(principal: Json | undefined, scope: PolicyScope): PolicyPrincipal[] {
  if (typeof principal === 'string') return [awsPrincipal(principal, scope)]
  return [...fieldsOf(principal)].flatMap(([type, ids]) =>
    textsOf(ids).map((id) => principalOf(type, id, scope)),
  )
}

function principalOf(type: string, id: string, scope: PolicyScope): PolicyPrincipal {
  if (type === 'AWS') return awsPrincipal(id, scope)
  if (type === 'Service') return { kind: 'service', id, ownAccount: true }
  const kind = type === 'Federated' ? 'federated' : 'other'
  return { kind, id, ownAccount: isOwn(id, scope) }
}

function awsPrincipal(id: string, scope: PolicyScope): PolicyPrincipal {
  if (id === '*') return { kind: 'everybody', id, ownAccount: false }
  return { kind: kindOfAws(id), id, ownAccount: isOwn(id, scope) }
}

function kindOfAws(id: string): Kind {
  if (/^\d{12}$/.test(id)) return 'account'
  const [arn, , service, , account, resource = ''] = id.split(':')
  // A unique id such as AIDA…: what is left in a policy of a user or role that was deleted.
  if (arn !== 'arn' || !/^\d{12}$/.test(account ?? '')) return 'other'
  if (service === 'iam' && resource === 'root') return 'account'
  if (service === 'iam' && resource.startsWith('user/')) return 'user'
  if (service === 'iam' && resource.startsWith('role/')) return 'role'
  if (service === 'sts' && resource.startsWith('assumed-role/')) return 'role'
  if (service === 'sts' && resource.startsWith('federated-user/')) return 'federated'
  return 'other'
}

function isOwn(id: string, scope: PolicyScope): boolean {
  const account = /^\d{12}$/.exec(id)?.[0] ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(id)?.[1]
  return account === undefined || account === scope.account
}
