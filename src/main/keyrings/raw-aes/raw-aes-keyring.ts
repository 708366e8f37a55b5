import { VaultError } from '../../../shared/vault-error.ts'
import { sameBytes } from '../../message/bytes.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { Secret } from '../../secret/secret.ts'
import { tryDoors } from '../try-doors.ts'
import { withDataKey } from '../with-data-key.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome, WrapRequest } from '../keyring.ts'
import { ivForName, writeRawAesInfo } from './provider-info.ts'
import { unwrapWithAes, wrapWithAes } from './wrap-with-aes.ts'

export interface RawAesKeyringOptions {
  /** Provider id of the doors. Anything that starts with `aws-kms` belongs to KMS keyrings. */
  readonly namespace: string
  readonly name: string
  /** 16, 24 or 32 bytes. Stays the caller's, who wipes it. */
  readonly wrappingKey: Secret
  readonly random?: (length: number) => Uint8Array
}

/** Wraps data keys under one AES key that this process holds. FORMAT.md section 14.2. */
export class RawAesKeyring implements Keyring {
  readonly #namespace: Uint8Array
  readonly #name: Uint8Array
  readonly #options: RawAesKeyringOptions

  /** Throws INVALID_REQUEST for a reserved namespace. */
  constructor(options: RawAesKeyringOptions) {
    if (options.namespace.startsWith('aws-kms')) {
      throw new VaultError('INVALID_REQUEST', 'a namespace that starts with aws-kms belongs to AWS KMS')
    }
    this.#namespace = new TextEncoder().encode(options.namespace)
    this.#name = new TextEncoder().encode(options.name)
    this.#options = options
  }

  wrap(request: WrapRequest): Promise<WrapOutcome> {
    return withDataKey(request, async (dataKey) => {
      const { wrappingKey, random } = this.#options
      const { context } = request
      const { iv, ciphertext } = wrapWithAes({ wrappingKey, context, dataKey, ...(random && { random }) })
      const providerInfo = writeRawAesInfo(this.#name, iv)
      return { door: { providerId: this.#namespace, providerInfo, ciphertext }, keyMaterialId: null }
    })
  }

  unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    const { wrappingKey } = this.#options
    const { context } = request
    return tryDoors(request, (door) => {
      const iv = this.#ivOf(door)
      if (iv === undefined) return undefined
      const { ciphertext } = door
      return async () => ({
        dataKey: unwrapWithAes({ wrappingKey, context, iv, ciphertext }),
        keyMaterialId: null,
      })
    })
  }

  #ivOf(door: EncryptedDataKey): Uint8Array | undefined {
    return sameBytes(door.providerId, this.#namespace) ? ivForName(door.providerInfo, this.#name) : undefined
  }
}
