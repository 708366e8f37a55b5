/** A signing algorithm of KMS, taken apart. */
export interface SigningAlgorithm {
  readonly scheme: 'ecdsa' | 'pss' | 'pkcs1'
  readonly hash: HashName
}
export type HashName = 'sha256' | 'sha384' | 'sha512'

/** Bytes of a digest. */
export const digestLengths: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 }

const hashes: Readonly<Record<string, HashName>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' }

/** Of a name that the table of specs has for keys of this computer. */
export function signingAlgorithm(name: string): SigningAlgorithm {
  const hash = hashes[name.slice(-3)]
  if (hash === undefined) throw new RangeError('no signing algorithm of keys of this computer')
  if (name.startsWith('ECDSA_')) return { scheme: 'ecdsa', hash }
  return { scheme: name.startsWith('RSASSA_PSS_') ? 'pss' : 'pkcs1', hash }
}
