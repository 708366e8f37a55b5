import type { KeyGrant } from '../../../shared/model/key-page.ts'
import { serviceName } from './policy-words.ts'

/** A principal of a grant by the name a person knows it by: a role's or user's, or a service's. */
export function grantPrincipal(id: string): string {
  if (!id.startsWith('arn:')) return serviceName(id)
  const resource = id.split(':').slice(5).join(':')
  if (resource === 'root') return `Account ${id.split(':')[4] ?? ''}`
  const parts = resource.split('/')
  // A session: the role says who, the session's own name only which one.
  return (parts[0] === 'assumed-role' ? parts[1] : parts.at(-1)) ?? id
}

/** Who a grant is for: the AWS service behind it where there is one. */
export const granteeName = ({ service, grantee }: KeyGrant): string =>
  service === null ? grantPrincipal(grantee) : serviceName(service)
