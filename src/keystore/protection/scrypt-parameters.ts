import { VaultError } from '../../shared/vault-error.ts'
import type { StoreKeyBinding } from '../hierarchy/store-key.ts'

/** How a passphrase becomes a key: scrypt of RFC 7914. It takes 128 * N * r bytes of memory and p rounds of time. */
export interface ScryptParameters {
  readonly salt: Uint8Array
  readonly n: number
  readonly r: number
  readonly p: number
}

/** N is never below the first; new ones never above `highestNew`; what a file says is never run above `highest` (2 GiB). */
export const scryptLimits = {
  floor: 2 ** 17,
  highestNew: 2 ** 20,
  highest: 2 ** 21,
  r: 8,
  p: 1,
  salt: 32,
} as const

type ScryptColumns = Pick<StoreKeyBinding, 'mode' | 'scryptSalt' | 'scryptN' | 'scryptR' | 'scryptP'>

/**
 * The parameters in a store's row; null for the mode without a passphrase. The row was not authenticated yet when they are
 * read, so anything that would be weak, or would take all memory, is refused unrun. Throws KEYSTORE_DAMAGED.
 */
export function scryptParametersOf(row: ScryptColumns): ScryptParameters | null {
  const { mode, scryptSalt: salt, scryptN: n, scryptR: r, scryptP: p } = row
  if (mode === 'keychain') {
    if (salt === null && n === null && r === null && p === null) return null
    throw outside()
  }
  if (salt === null || n === null || r !== scryptLimits.r || p !== scryptLimits.p) throw outside()
  if (salt.length !== scryptLimits.salt || !isPowerOfTwo(n)) throw outside()
  if (n < scryptLimits.floor || n > scryptLimits.highest) throw outside()
  return { salt, n, r, p }
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n))
}

function outside(): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', 'how the passphrase is used was changed in the key store file')
}
