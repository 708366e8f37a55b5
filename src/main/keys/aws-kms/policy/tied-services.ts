import { isNegated, type PolicyCondition } from './conditions.ts'
import type { PolicyPrincipal } from './principals.ts'

export interface TyingStatement {
  readonly allows: boolean
  readonly principals: readonly PolicyPrincipal[]
  readonly negatedPrincipal: boolean
  readonly conditions: readonly PolicyCondition[]
}

/** What only a service sends along: the name is in the key of the pair. */
const contextOfService = /^kms:EncryptionContext:aws:([a-z0-9-]+):/i

/**
 * AWS services that a statement ties the key to: by kms:ViaService, a service principal, or an encryption context that
 * only the service sends. A Deny ties to the services that it leaves out.
 */
export function servicesTiedBy(statement: TyingStatement): string[] {
  const { allows, principals, negatedPrincipal, conditions } = statement
  const names = conditions
    .filter(({ operator }) => isNegated(operator) !== allows)
    .flatMap(({ key, values }) => {
      if (key.toLowerCase() === 'kms:viaservice') return values
      return contextOfService.exec(key)?.[1] ?? []
    })
  const given = principals.filter(({ kind }) => kind === 'service').map(({ id }) => id)
  const services = [...names, ...(negatedPrincipal === allows ? [] : given)].map(serviceName)
  return [...new Set(services.filter((name): name is string => name !== null))].toSorted()
}

/**
 * The service behind a host or principal: `s3` of `s3.eu-central-1.amazonaws.com`, `rds` of `rds.amazonaws.com`. Null
 * where the name stands for any service, or is none.
 */
export function serviceName(host: string): string | null {
  const bare = host.toLowerCase().replace(/\.(amazonaws\.com(\.cn)?|aws\.internal)$/, '')
  const name = bare.replace(/\.([a-z]{2,4}(-[a-z]+)+-\d|[*?].*)$/, '')
  return /^[a-z0-9][a-z0-9.-]*$/.test(name) ? name : null
}
