import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'

/** A key's reference as one string, unique over both services. */
export const refId = (ref: KeyRef): string =>
  ref.service === 'local' ? `local ${ref.keyId}` : `aws ${ref.connectionId} ${ref.keyArn}`

/** The row of a key, or undefined where no service lists it now. */
export const rowOf = (keys: readonly KeyRow[], ref: KeyRef): KeyRow | undefined =>
  keys.find((key) => refId(key.ref) === refId(ref))
