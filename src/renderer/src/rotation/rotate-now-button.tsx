import type { KeyRow } from '../../../shared/model/key.ts'

/** The button at the head of a key's page while its Rotation tab is shown. */
export function RotateNowButton({ row }: { readonly row: KeyRow }) {
  return <p className="mid dim">{row.keyId}</p>
}
