import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { factsOfSpec } from '../../../src/shared/kms/key-specs.ts'
import { FakeError } from './fake-error.ts'

export type MaterialState =
  'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION' | 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'

interface MaterialOptions {
  readonly id: string
  readonly spec: string
  readonly state: MaterialState
  /** Left out: made when they are first asked for, which for a long RSA key takes its time. */
  readonly bytes?: Uint8Array
  readonly description?: string | null
  readonly validTo?: Date | null
}

/** One generation of a key's bytes: symmetric and HMAC keys as they are, private keys as PKCS #8 DER. */
export class FakeKeyMaterial {
  /** 64 hex digits, as KMS has it. */
  readonly id: string
  readonly #spec: string
  #bytes: Uint8Array | null | undefined
  state: MaterialState
  /** When the rotation that began it was; null for the first material and one that waits. */
  rotatedAt: Date | null = null
  rotationType: 'AUTOMATIC' | 'ON_DEMAND' | null = null
  description: string | null
  validTo: Date | null

  constructor(options: MaterialOptions) {
    this.id = options.id
    this.#spec = options.spec
    this.#bytes = options.bytes
    this.state = options.state
    this.description = options.description ?? null
    this.validTo = options.validTo ?? null
  }

  /** Null where it was imported and is not there any more. */
  get bytes(): Uint8Array | null {
    this.#bytes ??= this.#bytes === null ? null : generateMaterial(this.#spec)
    return this.#bytes
  }

  set bytes(bytes: Uint8Array | null) {
    this.#bytes = bytes
  }

  get pending(): boolean {
    return this.state !== 'CURRENT' && this.state !== 'NON_CURRENT'
  }
}

/** Material that KMS made. */
export function newMaterial(spec: string, state: MaterialState = 'CURRENT'): FakeKeyMaterial {
  return new FakeKeyMaterial({ id: randomBytes(32).toString('hex'), spec, state })
}

/** The id of imported material: by the key and the bytes, so that the same bytes are known again. */
export function importedMaterialId(keyId: string, bytes: Uint8Array): string {
  return createHash('sha256').update(`fake material of ${keyId}`).update(bytes).digest('hex')
}

const hmacBytes: Readonly<Record<string, number>> = { HMAC_224: 28, HMAC_256: 32, HMAC_384: 48, HMAC_512: 64 }
const curves: Readonly<Record<string, string>> = {
  ECC_NIST_P256: 'P-256',
  ECC_NIST_P384: 'P-384',
  ECC_NIST_P521: 'P-521',
  ECC_SECG_P256K1: 'secp256k1',
}
/** New bytes for a spec. Throws UnsupportedOperationException for SM2, which Node's crypto does not have. */
export function generateMaterial(spec: string): Uint8Array {
  const length = materialLength(spec)
  if (length !== null) return new Uint8Array(randomBytes(length))
  return new Uint8Array(newPrivateKey(spec).export({ format: 'der', type: 'pkcs8' }))
}

function newPrivateKey(spec: string): KeyObject {
  if (factsOfSpec(spec)?.kind === 'rsa') {
    return generateKeyPairSync('rsa', { modulusLength: Number(spec.slice(4)) }).privateKey
  }
  const namedCurve = curves[spec]
  if (namedCurve !== undefined) return generateKeyPairSync('ec', { namedCurve }).privateKey
  if (spec === 'ECC_NIST_EDWARDS25519') return generateKeyPairSync('ed25519').privateKey
  if (spec === 'ML_DSA_44') return generateKeyPairSync('ml-dsa-44').privateKey
  if (spec === 'ML_DSA_65') return generateKeyPairSync('ml-dsa-65').privateKey
  if (spec === 'ML_DSA_87') return generateKeyPairSync('ml-dsa-87').privateKey
  throw new FakeError('UnsupportedOperationException', `this fake has no cryptography for ${spec}`)
}

/** How many bytes of material a spec takes; null for key pairs, whose encoding varies. */
export function materialLength(spec: string): number | null {
  return spec === 'SYMMETRIC_DEFAULT' ? 32 : (hmacBytes[spec] ?? null)
}
