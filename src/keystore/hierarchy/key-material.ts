import type { Secret } from '../../main/secret/secret.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { deriveSecret } from './derive.ts'
import { encodeFields } from './encode-fields.ts'
import { seal, unseal, type Sealed } from './sealed.ts'

/** What a sealed key material is bound to, so that records cannot be swapped. SECURITY.md point 34. */
export interface MaterialBinding {
  readonly keyId: string
  readonly materialId: string
  readonly purpose: string
  /** ISO 8601, as the row holds it. */
  readonly createdAt: string
}

const sealVersion = 1
/** The name of symmetric material in its purpose, which stores have held since their first version. */
const symmetricPurpose = 'AES_256'

/** What material of a key is for, as its seal binds it: `<spec> <usage>`. */
export function materialPurpose({ spec, usage }: { readonly spec: string; readonly usage: string }): string {
  return `${spec === 'SYMMETRIC_DEFAULT' ? symmetricPurpose : spec} ${usage}`
}
const noSalt = Buffer.alloc(0)

/** Seals key material under a key of its own, derived from the store key. DESIGN.md section 3. */
export function sealMaterial(
  material: Secret,
  storeKey: Secret,
  { binding, random }: { readonly binding: MaterialBinding; readonly random: RandomBytes },
): Sealed {
  const under = deriveMaterialKey(storeKey, binding)
  try {
    return seal(material, { under, aad: aadOf(binding) }, random)
  } finally {
    under.wipe()
  }
}

/** Undefined where any bound field or sealed byte differs from what was sealed. The caller wipes the result. */
export function unsealMaterial(
  sealed: Sealed,
  storeKey: Secret,
  binding: MaterialBinding,
): Secret | undefined {
  const under = deriveMaterialKey(storeKey, binding)
  try {
    return unseal(sealed, { under, aad: aadOf(binding) })
  } finally {
    under.wipe()
  }
}

function deriveMaterialKey(storeKey: Secret, { materialId }: MaterialBinding): Secret {
  const info = encodeFields(['keyhold material key', sealVersion, materialId])
  return deriveSecret({ from: storeKey, salt: noSalt, info })
}

function aadOf({ keyId, materialId, purpose, createdAt }: MaterialBinding): Buffer {
  return encodeFields(['keyhold key material', sealVersion, keyId, materialId, purpose, createdAt])
}
