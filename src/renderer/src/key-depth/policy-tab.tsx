import type { KeyRow } from '../../../shared/model/key.ts'

/** The Policy tab of a key: its document, who may do what in plain words, and changing it. */
export function PolicyTab({ row }: { readonly row: KeyRow }) {
  return <div className="body">{row.keyId}</div>
}
