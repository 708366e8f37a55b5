import { hkdfSync } from 'node:crypto'
import { Secret } from '../../main/secret/secret.ts'

export interface Derivation {
  readonly from: Secret
  /** Empty where the input is already uniform and the use is told apart by `info`. */
  readonly salt: Uint8Array
  readonly info: Uint8Array
}

/** 32 bytes of HKDF-SHA-256 (RFC 5869). The caller owns and wipes the result. */
export function deriveSecret({ from, salt, info }: Derivation): Secret {
  return from.use((bytes) => Secret.take(new Uint8Array(hkdfSync('sha256', bytes, salt, info, 32))))
}
