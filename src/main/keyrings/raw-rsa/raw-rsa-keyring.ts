import { constants, privateDecrypt } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../../shared/vault-error.ts'
import { sameBytes } from '../../message/bytes.ts'
import { Secret } from '../../secret/secret.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome } from '../keyring.ts'
import { tryDoors } from '../try-doors.ts'

/**
 * The paddings a raw RSA door may have; the message does not say which. OAEP's MGF1 uses the same hash.
 * FORMAT.md section 14.3.
 */
export type RsaPadding = 'pkcs1' | 'oaep-sha1' | 'oaep-sha256' | 'oaep-sha384' | 'oaep-sha512'

export interface RawRsaKeyringOptions {
  readonly namespace: string
  readonly name: string
  readonly privateKey: KeyObject
  readonly padding: RsaPadding
}

/**
 * Opens doors made with an RSA public key. The encryption context is not bound to such a door. FORMAT.md
 * section 14.3.
 */
export class RawRsaKeyring implements Keyring {
  readonly #namespace: Uint8Array
  readonly #name: Uint8Array
  readonly #options: RawRsaKeyringOptions

  /** Throws INVALID_REQUEST for a reserved namespace. */
  constructor(options: RawRsaKeyringOptions) {
    if (options.namespace.startsWith('aws-kms')) {
      throw new VaultError('INVALID_REQUEST', 'a namespace that starts with aws-kms belongs to AWS KMS')
    }
    this.#namespace = new TextEncoder().encode(options.namespace)
    this.#name = new TextEncoder().encode(options.name)
    this.#options = options
  }

  /** Always throws KEY_USAGE_INVALID: a private key opens doors, and makes none. */
  wrap(): Promise<WrapOutcome> {
    return Promise.reject(
      new VaultError('KEY_USAGE_INVALID', 'an RSA private key opens messages and makes none'),
    )
  }

  unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    return tryDoors(request, ({ providerId, providerInfo, ciphertext }) => {
      if (!sameBytes(providerId, this.#namespace) || !sameBytes(providerInfo, this.#name)) return undefined
      return async () => ({ dataKey: this.#decrypt(ciphertext), keyMaterialId: null })
    })
  }

  #decrypt(ciphertext: Uint8Array): Secret {
    const { privateKey: key, padding } = this.#options
    try {
      return Secret.take(privateDecrypt({ key, ...paddingOptions(padding) }, ciphertext))
    } catch (cause) {
      throw new VaultError('DATA_KEY_DAMAGED', 'the wrapped data key does not open with this RSA key', {
        cause,
      })
    }
  }
}

function paddingOptions(padding: RsaPadding): { padding: number; oaepHash?: string } {
  if (padding === 'pkcs1') return { padding: constants.RSA_PKCS1_PADDING }
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: padding.slice('oaep-'.length) }
}
