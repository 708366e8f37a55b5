import { useQuery } from '@tanstack/react-query'
import type { AwsKeyRef, KeyRef, KeyRow } from '../../../shared/model/key.ts'
import type { CallInput, CallOutput } from '../../../shared/contract.ts'
import { callKey } from './call-key.ts'
import { refId } from './key-ref.ts'

/** The calls that read one part of a key. */
export type KeyPartCall =
  | 'key.facts'
  | 'key.aliases'
  | 'key.policy'
  | 'key.grants'
  | 'key.rotation'
  | 'key.lastUsage'
  | 'key.permissions'
  | 'key.rules'

/** The query key of a part of a key: `[call, refId]`. `keys` events make those of changed rows be read again. */
export const keyPart = (name: KeyPartCall, ref: KeyRef) => [name, refId(ref)] as const

/** One part of a key, read when it is shown and again when the key's row changes. Null: a key that has no such part. */
export function useKeyPart<Name extends KeyPartCall>(name: Name, ref: KeyRef | null) {
  return useQuery({
    queryKey: ref === null ? [name, null] : keyPart(name, ref),
    queryFn: async (): Promise<CallOutput<Name>> =>
      await callKey<Name>(name, { ref: ref ?? nowhere } as CallInput<Name> & { readonly ref: KeyRef }),
    enabled: ref !== null,
  })
}

/** Never asked for: without a reference the query is off. */
const nowhere: AwsKeyRef = { service: 'aws', connectionId: '', keyArn: '' }

/** The reference of a key of AWS KMS; null for a key on this computer. */
export const awsRefOf = (row: KeyRow): AwsKeyRef | null => (row.ref.service === 'aws' ? row.ref : null)
