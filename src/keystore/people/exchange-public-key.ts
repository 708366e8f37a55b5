import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'

/** The public half of a keystore's exchange key. */
export interface ExchangePublicKey {
  /** SPKI in DER. */
  readonly publicKey: Uint8Array
  /** Lower-case hexadecimal SHA-256 of it: the name of its doors. */
  readonly fingerprint: string
}

const modulusLength = 3072
const publicExponent = 65_537n

/** Lower-case hexadecimal SHA-256 of a public key's SPKI in DER. */
export function fingerprintOf(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex')
}

/**
 * A public key as doors may be made for it: RSA with 3,072 bits and the exponent 65,537, in the one encoding that it has.
 * Another encoding of the same key would have another fingerprint. Throws CARD_INVALID.
 */
export function checkExchangeKey(spki: Uint8Array): ExchangePublicKey {
  const key = parsed(spki)
  const details = key.asymmetricKeyDetails
  if (
    key.asymmetricKeyType !== 'rsa' ||
    details?.modulusLength !== modulusLength ||
    details.publicExponent !== publicExponent
  )
    throw new VaultError('CARD_INVALID', 'the key of this card is not an RSA key of 3072 bits')
  const canonical = key.export({ type: 'spki', format: 'der' })
  if (Buffer.compare(canonical, spki) !== 0)
    throw new VaultError('CARD_INVALID', 'the key of this card is not written as it has to be')
  // Behind the modulus stand five bytes of the exponent. An even one is of no key; only some libraries refuse it.
  if (((canonical.at(-6) ?? 0) & 1) === 0)
    throw new VaultError('CARD_INVALID', 'the key of this card is no RSA key')
  return { publicKey: new Uint8Array(spki), fingerprint: fingerprintOf(spki) }
}

function parsed(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch (cause) {
    throw new VaultError('CARD_INVALID', 'this card holds no public key', { cause })
  }
}
