import type { KeyRow } from '../../../shared/model/key.ts'

/** How a key rotates: its materials, and what depends on each. */
export function RotationTab({ row }: { readonly row: KeyRow }) {
  return <p className="mid dim">{row.keyId}</p>
}
