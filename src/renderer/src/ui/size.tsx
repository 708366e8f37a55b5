import { bytes, exactBytes } from '../format/bytes.ts'

/** A size in powers of 1000 with the exact bytes on hover. */
export function Size({ of }: { readonly of: number }) {
  return (
    <span className="tnum" title={exactBytes(of)}>
      {bytes(of)}
    </span>
  )
}
