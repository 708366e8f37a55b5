import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { Secret } from '../../src/main/secret/secret.ts'

/** Both halves of an RSA key, as bytes and as it is known. */
export interface ExchangePairForTests {
  readonly publicKey: Uint8Array
  readonly fingerprint: string
  readonly key: KeyObject
  /** As `makeExchangePair` gives it: each time a secret of its own. */
  readonly pair: () => Promise<{ publicKey: Uint8Array; privateKey: Secret }>
}

const made = new Map<string, ExchangePairForTests>()

/** A pair of RSA-3072 by name, made once for all tests of a thread. */
export function exchangePair(name: string): ExchangePairForTests {
  const known = made.get(name) ?? madePair(3072)
  made.set(name, known)
  return known
}

/** Another length or exponent, which no card may have. */
export function madePair(modulusLength: number, publicExponent = 65_537): ExchangePairForTests {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent })
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
  return {
    publicKey: spki,
    fingerprint: createHash('sha256').update(spki).digest('hex'),
    key: publicKey,
    pair: async () => ({
      publicKey: spki,
      privateKey: Secret.take(privateKey.export({ type: 'pkcs8', format: 'der' })),
    }),
  }
}
