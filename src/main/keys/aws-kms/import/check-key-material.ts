import { VaultError } from '../../../../shared/vault-error.ts'
import type { Secret } from '../../../secret/secret.ts'
import { pkcs8KindOf, type Pkcs8Kind } from '../../../../shared/kms/pkcs8.ts'

/** Bytes of key material that is just random bytes, by key spec. */
const lengths: Readonly<Record<string, number>> = {
  SYMMETRIC_DEFAULT: 32,
  HMAC_224: 28,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
}

/** What a private key must be, by key spec. */
const kinds: Readonly<Record<string, string>> = {
  RSA_2048: 'RSA 2048',
  RSA_3072: 'RSA 3072',
  RSA_4096: 'RSA 4096',
  ECC_NIST_P256: 'P-256',
  ECC_NIST_P384: 'P-384',
  ECC_NIST_P521: 'P-521',
  ECC_SECG_P256K1: 'SECG P-256K1',
  ECC_NIST_EDWARDS25519: 'Ed25519',
  ML_DSA_44: 'ML-DSA-44',
  ML_DSA_65: 'ML-DSA-65',
  ML_DSA_87: 'ML-DSA-87',
  SM2: 'SM2',
}

/** No private key of KMS is longer in DER; a file that is, is none. */
export const mostMaterialBytes = 16_384

/** Bytes of new key material for a spec; null where it is a key pair. In China, symmetric keys are SM4's, of 16 bytes. */
export function materialLength(spec: string, region: string): number | null {
  if (spec === 'SYMMETRIC_DEFAULT' && region.startsWith('cn-')) return 16
  return (Object.hasOwn(lengths, spec) ? lengths[spec] : undefined) ?? null
}

/** Throws KEY_MATERIAL_INVALID {reason, bytes, needs, holds} where it cannot be the material of a key of that spec. */
export function checkKeyMaterial(material: Secret, spec: string, region: string): void {
  const needs = materialLength(spec, region)
  if (needs !== null) {
    if (material.length !== needs) throw invalid('length', { bytes: material.length, needs })
    return
  }
  const kind = material.use(pkcs8KindOf)
  if (kind === null) throw invalid('notPkcs8', { bytes: material.length })
  const holds = nameOf(kind)
  if (Object.hasOwn(kinds, spec) && kinds[spec] !== holds) throw invalid('otherKind', { holds })
}

function nameOf(kind: Pkcs8Kind): string {
  if (kind.kind === 'rsa') return `RSA ${kind.bits}`
  return kind.kind === 'ec' ? kind.curve : kind.algorithm
}

function invalid(reason: string, facts: Readonly<Record<string, string | number>>): VaultError {
  return new VaultError(
    'KEY_MATERIAL_INVALID',
    'this is no key material for a key of this kind; choose another',
    {
      facts: { reason, ...facts },
    },
  )
}
