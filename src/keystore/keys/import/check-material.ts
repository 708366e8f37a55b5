import { createPrivateKey, createPublicKey } from 'node:crypto'
import { pkcs8KindOf, type Pkcs8Kind } from '../../../shared/kms/pkcs8.ts'
import type { LocalKeySpec } from '../../../shared/model/local-key.ts'
import { VaultError, type VaultErrorFacts } from '../../../shared/vault-error.ts'
import type { Secret } from '../../../main/secret/secret.ts'
import { materialLength, type NewMaterial } from '../material/new-material.ts'

/** What a private key must be, by key spec. */
const kinds: Partial<Record<LocalKeySpec, string>> = {
  RSA_2048: 'RSA 2048',
  RSA_3072: 'RSA 3072',
  RSA_4096: 'RSA 4096',
  ECC_NIST_P256: 'P-256',
  ECC_NIST_P384: 'P-384',
}

/**
 * Material that a key of the spec can be made of, its public half computed from it. Throws KEY_MATERIAL_INVALID {reason:
 * length | notPkcs8 | otherKind}.
 */
export function checkedMaterial(secret: Secret, spec: LocalKeySpec): NewMaterial {
  const needs = materialLength(spec)
  if (needs === null) return { secret, publicKey: publicHalf(secret, spec) }
  if (secret.length !== needs) throw invalid({ reason: 'length', bytes: secret.length, needs })
  return { secret, publicKey: null }
}

function publicHalf(secret: Secret, spec: LocalKeySpec): Uint8Array {
  const kind = secret.use(pkcs8KindOf)
  if (kind === null) throw invalid({ reason: 'notPkcs8', bytes: secret.length })
  const holds = nameOf(kind)
  if (kinds[spec] !== holds) throw invalid({ reason: 'otherKind', holds })
  try {
    const key = secret.use(({ buffer, byteOffset, length }) =>
      createPrivateKey({ key: Buffer.from(buffer, byteOffset, length), format: 'der', type: 'pkcs8' }),
    )
    return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }))
  } catch {
    throw invalid({ reason: 'notPkcs8', bytes: secret.length })
  }
}

function nameOf(kind: Pkcs8Kind): string {
  if (kind.kind === 'rsa') return `RSA ${kind.bits}`
  return kind.kind === 'ec' ? kind.curve : kind.algorithm
}

function invalid(facts: VaultErrorFacts): VaultError {
  return new VaultError(
    'KEY_MATERIAL_INVALID',
    'this is no key material for a key of this kind; choose another',
    {
      facts,
    },
  )
}
