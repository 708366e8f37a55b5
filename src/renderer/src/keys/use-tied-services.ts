import type { KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { serviceName } from '../words/policy-words.ts'

/**
 * The AWS services that a key's policy or grants tie it to, by name, in order. Undefined while that is read, null where
 * neither may be read: then nothing is known.
 */
export function useTiedServices(row: KeyRow): readonly string[] | null | undefined {
  const ref = awsRefOf(row)
  const policy = useKeyPart('key.policy', ref)
  const grants = useKeyPart('key.grants', ref)
  if (policy.error !== null && grants.error !== null) return null
  if (policy.isLoading || grants.isLoading) return undefined
  const ids = [
    ...(policy.data?.statements ?? []).flatMap(({ services }) => services),
    ...(grants.data?.grants ?? []).flatMap(({ service }) => service ?? []),
  ]
  return [...new Set(ids.map(serviceName))].toSorted((a, b) => a.localeCompare(b))
}
