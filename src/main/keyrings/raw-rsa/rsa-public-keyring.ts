import { createPublicKey, publicEncrypt, type KeyObject } from 'node:crypto'
import { VaultError } from '../../../shared/vault-error.ts'
import type { Secret } from '../../secret/secret.ts'
import type { Keyring, UnwrapOutcome, WrapOutcome, WrapRequest } from '../keyring.ts'
import { withDataKey, type WrappedDoor } from '../with-data-key.ts'
import { oaepSha256 } from './oaep.ts'

export interface RsaPublicKeyringOptions {
  readonly namespace: string
  /** Of the public key: the door's name. */
  readonly fingerprint: string
  /** SPKI in DER. */
  readonly publicKey: Uint8Array
}

/**
 * Makes doors for whoever has the private half: a recovery kit, or a colleague's keystore. The encryption context is not
 * bound to such a door. FORMAT.md section 14.3.
 */
export class RsaPublicKeyring implements Keyring {
  readonly #providerId: Uint8Array
  readonly #providerInfo: Uint8Array
  readonly #key: KeyObject

  /** Throws INVALID_REQUEST for a reserved namespace, and for what is no public key. */
  constructor({ namespace, fingerprint, publicKey }: RsaPublicKeyringOptions) {
    if (namespace.startsWith('aws-kms'))
      throw new VaultError('INVALID_REQUEST', 'a namespace that starts with aws-kms belongs to AWS KMS')
    this.#providerId = new TextEncoder().encode(namespace)
    this.#providerInfo = new TextEncoder().encode(fingerprint)
    this.#key = rsaKeyOf(publicKey)
  }

  wrap(request: WrapRequest): Promise<WrapOutcome> {
    return withDataKey(request, async (dataKey) => {
      request.onCall?.('local')
      return this.#wrap(dataKey)
    })
  }

  /** A public key opens nothing: no door is this keyring's own. */
  unwrap(): Promise<UnwrapOutcome> {
    return Promise.resolve({ opened: false, tried: [] })
  }

  #wrap(dataKey: Secret): WrappedDoor {
    const ciphertext = dataKey.use((bytes) => publicEncrypt({ key: this.#key, ...oaepSha256 }, bytes))
    const door = { providerId: this.#providerId, providerInfo: this.#providerInfo, ciphertext }
    return { door, keyMaterialId: null }
  }
}

function rsaKeyOf(spki: Uint8Array): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType === 'rsa') return key
  } catch (cause) {
    throw new VaultError('INVALID_REQUEST', 'this is not a public key', { cause })
  }
  throw new VaultError('INVALID_REQUEST', 'this is not the public key of an RSA key')
}
