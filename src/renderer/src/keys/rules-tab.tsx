import type { KeyRow } from '../../../shared/model/key.ts'

/** What a key of this computer may be used for. */
export function RulesTab(_props: { readonly row: KeyRow }) {
  return null
}
