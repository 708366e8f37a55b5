export type KeyUsage = 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC' | 'KEY_AGREEMENT'
export type KeyOrigin = 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'

/** What a key of one spec can do. KMS.md section 2; the lists of algorithms are the model's. */
export interface KeySpecFacts {
  readonly kind: 'symmetric' | 'rsa' | 'ecc' | 'hmac' | 'mlDsa' | 'sm2'
  /** The first one is what a new key of this spec is most often for. */
  readonly usages: readonly KeyUsage[]
  /** Each with the most bytes it encrypts in one call. */
  readonly encryption: Readonly<Record<string, number>>
  readonly signing: readonly string[]
  readonly mac: readonly string[]
  readonly keyAgreement: readonly string[]
  readonly origins: readonly KeyOrigin[]
  /** Offered in China Regions only. */
  readonly chinaOnly: boolean
}

/** Most bytes of a message that is signed or authenticated in one call; more is hashed before. */
export const mostMessageBytes = 4096

const nothing = { encryption: {}, signing: [], mac: [], keyAgreement: [], chinaOnly: false } as const
const kmsOrImported = ['AWS_KMS', 'EXTERNAL'] as const
const rsaSigning = [
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
] as const

/** OAEP leaves modulus - 2 x hash - 2 bytes (RFC 8017, 7.1.1). */
function rsa(modulusBytes: number): KeySpecFacts {
  return {
    ...nothing,
    kind: 'rsa',
    usages: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'],
    encryption: { RSAES_OAEP_SHA_256: modulusBytes - 66, RSAES_OAEP_SHA_1: modulusBytes - 42 },
    signing: rsaSigning,
    origins: kmsOrImported,
  }
}

function nistCurve(signing: string): KeySpecFacts {
  const usages = ['SIGN_VERIFY', 'KEY_AGREEMENT'] as const
  return {
    ...nothing,
    kind: 'ecc',
    usages,
    signing: [signing],
    keyAgreement: ['ECDH'],
    origins: kmsOrImported,
  }
}

function signOnly(kind: 'ecc' | 'mlDsa', signing: readonly string[]): KeySpecFacts {
  // The model does not say that Ed25519 and ML-DSA keys cannot be imported; KMS refuses where they cannot.
  return { ...nothing, kind, usages: ['SIGN_VERIFY'], signing, origins: kmsOrImported }
}

function hmac(algorithm: string): KeySpecFacts {
  return {
    ...nothing,
    kind: 'hmac',
    usages: ['GENERATE_VERIFY_MAC'],
    mac: [algorithm],
    origins: kmsOrImported,
  }
}

export const keySpecs = {
  SYMMETRIC_DEFAULT: {
    ...nothing,
    kind: 'symmetric',
    usages: ['ENCRYPT_DECRYPT'],
    encryption: { SYMMETRIC_DEFAULT: 4096 },
    origins: ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'],
  },
  RSA_2048: rsa(256),
  RSA_3072: rsa(384),
  RSA_4096: rsa(512),
  ECC_NIST_P256: nistCurve('ECDSA_SHA_256'),
  ECC_NIST_P384: nistCurve('ECDSA_SHA_384'),
  ECC_NIST_P521: nistCurve('ECDSA_SHA_512'),
  ECC_SECG_P256K1: signOnly('ecc', ['ECDSA_SHA_256']),
  ECC_NIST_EDWARDS25519: signOnly('ecc', ['ED25519_SHA_512', 'ED25519_PH_SHA_512']),
  HMAC_224: hmac('HMAC_SHA_224'),
  HMAC_256: hmac('HMAC_SHA_256'),
  HMAC_384: hmac('HMAC_SHA_384'),
  HMAC_512: hmac('HMAC_SHA_512'),
  ML_DSA_44: signOnly('mlDsa', ['ML_DSA_SHAKE_256']),
  ML_DSA_65: signOnly('mlDsa', ['ML_DSA_SHAKE_256']),
  ML_DSA_87: signOnly('mlDsa', ['ML_DSA_SHAKE_256']),
  SM2: {
    ...nothing,
    kind: 'sm2',
    usages: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'KEY_AGREEMENT'],
    encryption: { SM2PKE: 1024 },
    signing: ['SM2DSA'],
    keyAgreement: ['ECDH'],
    origins: kmsOrImported,
    chinaOnly: true,
  },
} as const satisfies Record<string, KeySpecFacts>

export type KeySpec = keyof typeof keySpecs

/** The facts of a spec, or null for one that this version does not know. */
export function factsOfSpec(spec: string | null): KeySpecFacts | null {
  return spec !== null && Object.hasOwn(keySpecs, spec) ? keySpecs[spec as KeySpec] : null
}

/** Specs that can be made in a Region: SM2 only in China. */
export function specsIn(region: string): readonly KeySpec[] {
  const inChina = region.startsWith('cn-')
  return (Object.keys(keySpecs) as KeySpec[]).filter((spec) => inChina || !keySpecs[spec].chinaOnly)
}

/** Whether key material of one's own can become a key of this spec. */
export function canImport(spec: string | null): boolean {
  return factsOfSpec(spec)?.origins.includes('EXTERNAL') === true
}
