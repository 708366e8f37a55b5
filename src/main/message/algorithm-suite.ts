/** Ids of the eleven AWS Encryption SDK suites, as four hex digits. FORMAT.md section 5. */
export type SuiteId =
  '0014' | '0046' | '0078' | '0114' | '0146' | '0178' | '0214' | '0346' | '0378' | '0478' | '0578'

/** How a suite makes its frame key from the data key. `identity` uses the data key as it is. */
export type KeyDerivation = 'identity' | 'sha256' | 'sha384' | 'sha512'

/** How a suite that signs does it: P-256 with SHA-256, P-384 with SHA-384. */
export type SignatureAlgorithm = 'ecdsa-p256' | 'ecdsa-p384'

/** The suites that Keyhold writes; both commit to their key. */
export type WritableSuiteId = Extract<SuiteId, '0478' | '0578'>

/**
 * One row of the suite table: everything that differs between suites. IV is 12 bytes and tag 16 bytes in all
 * of them.
 */
export interface AlgorithmSuite {
  readonly id: SuiteId
  readonly messageVersion: 1 | 2
  /** Bytes: 16 in version 1, 32 in version 2. */
  readonly messageIdLength: 16 | 32
  /** Bytes of the data key, and of the frame key made from it. */
  readonly dataKeyLength: 16 | 24 | 32
  readonly cipher: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm'
  readonly derivation: KeyDerivation
  readonly commits: boolean
  readonly signature: 'none' | SignatureAlgorithm
}

const ciphers = { 16: 'aes-128-gcm', 24: 'aes-192-gcm', 32: 'aes-256-gcm' } as const

type SuiteTraits = Pick<AlgorithmSuite, 'id' | 'dataKeyLength' | 'derivation' | 'signature'>

function versionOne(traits: SuiteTraits): AlgorithmSuite {
  const cipher = ciphers[traits.dataKeyLength]
  return { ...traits, messageVersion: 1, messageIdLength: 16, cipher, commits: false }
}

function versionTwo(traits: SuiteTraits): AlgorithmSuite {
  const cipher = ciphers[traits.dataKeyLength]
  return { ...traits, messageVersion: 2, messageIdLength: 32, cipher, commits: true }
}

/** AES-256-GCM, HKDF-SHA-512, key commitment, no signature: what Keyhold writes unless it is told otherwise. */
export const suite0478: AlgorithmSuite = versionTwo({
  id: '0478',
  dataKeyLength: 32,
  derivation: 'sha512',
  signature: 'none',
})

const suites: Readonly<Record<SuiteId, AlgorithmSuite>> = {
  '0014': versionOne({ id: '0014', dataKeyLength: 16, derivation: 'identity', signature: 'none' }),
  '0046': versionOne({ id: '0046', dataKeyLength: 24, derivation: 'identity', signature: 'none' }),
  '0078': versionOne({ id: '0078', dataKeyLength: 32, derivation: 'identity', signature: 'none' }),
  '0114': versionOne({ id: '0114', dataKeyLength: 16, derivation: 'sha256', signature: 'none' }),
  '0146': versionOne({ id: '0146', dataKeyLength: 24, derivation: 'sha256', signature: 'none' }),
  '0178': versionOne({ id: '0178', dataKeyLength: 32, derivation: 'sha256', signature: 'none' }),
  '0214': versionOne({ id: '0214', dataKeyLength: 16, derivation: 'sha256', signature: 'ecdsa-p256' }),
  '0346': versionOne({ id: '0346', dataKeyLength: 24, derivation: 'sha384', signature: 'ecdsa-p384' }),
  '0378': versionOne({ id: '0378', dataKeyLength: 32, derivation: 'sha384', signature: 'ecdsa-p384' }),
  '0478': suite0478,
  '0578': versionTwo({ id: '0578', dataKeyLength: 32, derivation: 'sha512', signature: 'ecdsa-p384' }),
}

const byNumber = new Map(Object.values(suites).map((suite) => [Number.parseInt(suite.id, 16), suite]))

/** The suite of a header's two id bytes, or undefined for an id that no Encryption SDK message has. */
export function suiteOfNumber(number: number): AlgorithmSuite | undefined {
  return byNumber.get(number)
}

/** The table's row for a suite id. */
export function suiteOf(id: SuiteId): AlgorithmSuite {
  return suites[id]
}

/** The two bytes of a suite id, big-endian. */
export function suiteIdBytes(id: SuiteId): Uint8Array {
  const number = Number.parseInt(id, 16)
  return Uint8Array.of(number >>> 8, number & 0xff)
}
