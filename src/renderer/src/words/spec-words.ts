import { factsOfSpec } from '../../../shared/kms/key-specs.ts'

const named: ReadonlyMap<string, string> = new Map([
  ['SYMMETRIC_DEFAULT', 'AES-256'],
  ['ECC_NIST_P256', 'ECC P-256'],
  ['ECC_NIST_P384', 'ECC P-384'],
  ['ECC_NIST_P521', 'ECC P-521'],
  ['ECC_SECG_P256K1', 'ECC P-256K1'],
  ['ECC_NIST_EDWARDS25519', 'Ed25519'],
])

const kinds: Readonly<Record<string, string>> = {
  symmetric: 'one key for both ways',
  rsa: 'key pair',
  ecc: 'key pair',
  mlDsa: 'key pair, safe from quantum computers',
  sm2: 'key pair, China only',
  hmac: 'one key for both sides',
}

/** A kind of key to choose: `AES-256, one key for both ways (SYMMETRIC_DEFAULT)`. */
export function specWords(spec: string): string {
  const kind = kinds[factsOfSpec(spec)?.kind ?? '']
  const name = named.get(spec) ?? spec.replaceAll('_', '-')
  return kind === undefined ? `${name} (${spec})` : `${name}, ${kind} (${spec})`
}
