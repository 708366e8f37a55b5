import type { KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { serviceName } from '../words/policy-words.ts'

/** What is known of the services that a key is tied to. */
export interface TiedServices {
  /** By name, in order. */
  readonly services: readonly string[]
  /** What could not be read, and may tell of more. */
  readonly notRead: readonly ('policy' | 'grants')[]
}

/** The AWS services that a key's policy or grants tie it to. Undefined while that is read. */
export function useTiedServices(row: KeyRow): TiedServices | undefined {
  const ref = awsRefOf(row)
  const policy = useKeyPart('key.policy', ref)
  const grants = useKeyPart('key.grants', ref)
  if (policy.isLoading || grants.isLoading) return undefined
  const ids = [
    ...(policy.data?.statements ?? []).flatMap(({ services }) => services),
    ...(grants.data?.grants ?? []).flatMap(({ service }) => service ?? []),
  ]
  return {
    services: [...new Set(ids.map(serviceName))].toSorted((a, b) => a.localeCompare(b)),
    notRead: [
      ...(policy.error === null ? [] : ['policy' as const]),
      ...(grants.error === null ? [] : ['grants' as const]),
    ],
  }
}
