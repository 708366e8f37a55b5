import type { VaultMode } from '../../shared/model/vault.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { deriveSecret } from './derive.ts'
import { encodeFields } from './encode-fields.ts'
import { seal, unseal, type Sealed } from './sealed.ts'

/** How the store key is reached: the mode, and scrypt's parameters where it has a passphrase. */
export interface StoreKeyBinding {
  readonly storeId: string
  readonly mode: VaultMode
  readonly scryptSalt: Uint8Array | null
  readonly scryptN: number | null
  readonly scryptR: number | null
  readonly scryptP: number | null
}

const sealVersion = 1
const kekInfo = Buffer.from('keyhold kek v1', 'utf8')

/**
 * Seals the 32-byte store key under KEK = HKDF-SHA-256(salt = store id, ikm = `factors`): keychain secret ‖
 * scrypt(passphrase), as `joinFactors` gives them. DESIGN.md section 3.
 */
export function sealStoreKey(
  storeKey: Secret,
  factors: Secret,
  { binding, random }: { readonly binding: StoreKeyBinding; readonly random: RandomBytes },
): Sealed {
  const kek = deriveKek(factors, binding.storeId)
  try {
    return seal(storeKey, { under: kek, aad: aadOf(binding) }, random)
  } finally {
    kek.wipe()
  }
}

/** Undefined where the factors are not this store's, or the mode, parameters, id or sealed bytes were changed. */
export function unsealStoreKey(
  sealed: Sealed,
  factors: Secret,
  binding: StoreKeyBinding,
): Secret | undefined {
  const kek = deriveKek(factors, binding.storeId)
  try {
    return unseal(sealed, { under: kek, aad: aadOf(binding) })
  } finally {
    kek.wipe()
  }
}

function deriveKek(factors: Secret, storeId: string): Secret {
  return deriveSecret({ from: factors, salt: Buffer.from(storeId, 'utf8'), info: kekInfo })
}

function aadOf({ mode, scryptSalt, scryptN, scryptR, scryptP, storeId }: StoreKeyBinding): Buffer {
  return encodeFields([
    'keyhold store key',
    mode,
    scryptSalt,
    scryptN,
    scryptR,
    scryptP,
    storeId,
    sealVersion,
  ])
}
