import type { KeyRow } from '../../../shared/model/key.ts'

/** The "Try it" tab of a key: one call at a time, with a short text or a small file. */
export function TryTab({ row }: { readonly row: KeyRow }) {
  return <div className="body">{row.keyId}</div>
}
