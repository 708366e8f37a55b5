import type { KeyRow } from '../../../shared/model/key.ts'

/** The Grants tab of a key: who was given what, and giving and taking it back. */
export function GrantsTab({ row }: { readonly row: KeyRow }) {
  return <div className="body">{row.keyId}</div>
}
