import type { Secret } from '../../main/secret/secret.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { deriveSecret } from './derive.ts'
import { encodeFields } from './encode-fields.ts'
import { seal, unseal, type Sealed } from './sealed.ts'

/** What a named secret is bound to, so that one cannot stand in for another. SECURITY.md point 34. */
export interface NamedSecretBinding {
  readonly name: string
  readonly purpose: string
  /** ISO 8601, as the row holds it. */
  readonly createdAt: string
}

const sealVersion = 1
const noSalt = Buffer.alloc(0)

/** Seals a secret that is kept for somebody else, under the key of its purpose. DESIGN.md section 3, "Also sealed". */
export function sealNamedSecret(
  secret: Secret,
  storeKey: Secret,
  { binding, random }: { readonly binding: NamedSecretBinding; readonly random: RandomBytes },
): Sealed {
  const under = derivePurposeKey(storeKey, binding)
  try {
    return seal(secret, { under, aad: aadOf(binding) }, random)
  } finally {
    under.wipe()
  }
}

/** Undefined where any bound field or sealed byte differs from what was sealed. The caller wipes the result. */
export function unsealNamedSecret(
  sealed: Sealed,
  storeKey: Secret,
  binding: NamedSecretBinding,
): Secret | undefined {
  const under = derivePurposeKey(storeKey, binding)
  try {
    return unseal(sealed, { under, aad: aadOf(binding) })
  } finally {
    under.wipe()
  }
}

function derivePurposeKey(storeKey: Secret, { purpose }: NamedSecretBinding): Secret {
  const info = encodeFields(['keyhold named secret key', sealVersion, purpose])
  return deriveSecret({ from: storeKey, salt: noSalt, info })
}

function aadOf({ name, purpose, createdAt }: NamedSecretBinding): Buffer {
  return encodeFields(['keyhold named secret', sealVersion, name, purpose, createdAt])
}
