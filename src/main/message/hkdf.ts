import { hkdfSync } from 'node:crypto'

export interface HkdfRequest {
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  /** Key bytes; stay the caller's. */
  readonly keyMaterial: Uint8Array
  /** Empty = as many zero bytes as the hash has, as RFC 5869 says. */
  readonly salt: Uint8Array
  readonly info: Uint8Array
  /** Bytes wanted, at most 255 hashes. */
  readonly length: number
}

/** HKDF, RFC 5869: extract and expand. The caller wipes the result. Throws RangeError for more than 255 hashes. */
export function hkdf({ hash, keyMaterial, salt, info, length }: HkdfRequest): Uint8Array {
  return new Uint8Array(hkdfSync(hash, keyMaterial, salt, info, length))
}
