import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import { keystoreOperations } from '../../keystore/protocol.ts'
import type { KeystoreInput } from '../../keystore/protocol.ts'
import type { LocalKeystore } from '../keys/keystore/local-keystore.ts'
import { sameBytes } from '../message/bytes.ts'
import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../message/encryption-context.ts'
import { Secret } from '../secret/secret.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome, WrapRequest } from './keyring.ts'
import { readRawAesInfo, writeRawAesInfo } from './raw-aes/provider-info.ts'
import { tryDoors } from './try-doors.ts'
import type { OpenedDoor } from './try-doors.ts'
import { withDataKey } from './with-data-key.ts'
import type { WrappedDoor } from './with-data-key.ts'

/** The provider id of a local door, DESIGN.md section 3. Its name is `<key id>/<key material id>`. */
export const localNamespace = 'keyhold'
const namespaceBytes = new TextEncoder().encode(localNamespace)

export interface LocalKeyringOptions {
  readonly keystore: LocalKeystore
  /**
   * The key to wrap under, and the only one whose doors are tried; null = try the doors of every local key,
   * and wrap nothing.
   */
  readonly keyId: string | null
}

/**
 * A local key as a keyring: the keystore process wraps and unwraps, the key never comes out of it. FORMAT.md
 * section 14.2.
 */
export class LocalKeyring implements Keyring {
  readonly #keystore: LocalKeystore
  readonly #keyId: string | null

  constructor(options: LocalKeyringOptions) {
    this.#keystore = options.keystore
    this.#keyId = options.keyId
  }

  async wrap(request: WrapRequest): Promise<WrapOutcome> {
    const keyId = this.#keyId
    if (keyId === null) throw new VaultError('NO_DOORS_CHOSEN', 'choose the local key to encrypt to')
    return withDataKey(request, (dataKey) => this.#wrap(keyId, request, dataKey))
  }

  unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    return tryDoors(request, (door) => {
      const input = localDoor(door, request.context)
      if (input === undefined || (this.#keyId !== null && input.keyId !== this.#keyId)) return undefined
      return () => {
        request.onCall?.('local')
        return this.#unwrap(input)
      }
    })
  }

  async #wrap(keyId: string, { context, onCall }: WrapRequest, dataKey: Secret): Promise<WrappedDoor> {
    const copy = dataKey.use((bytes) => new Uint8Array(bytes))
    try {
      onCall?.('local')
      const made = await this.#keystore.wrap({ keyId, context: [...context], dataKey: copy })
      const name = new TextEncoder().encode(`${made.keyId}/${made.keyMaterialId}`)
      const providerInfo = writeRawAesInfo(name, made.iv)
      const door = { providerId: namespaceBytes, providerInfo, ciphertext: made.ciphertext }
      return { door, keyMaterialId: made.keyMaterialId }
    } finally {
      copy.fill(0)
    }
  }

  /** A key that this keystore does not have belongs to another vault: not mine, rather than broken. */
  async #unwrap(input: KeystoreInput<'unwrap'>): Promise<OpenedDoor | undefined> {
    try {
      const { dataKey } = await this.#keystore.unwrap(input)
      return { dataKey: Secret.take(dataKey), keyMaterialId: input.keyMaterialId }
    } catch (error) {
      if (isVaultError(error) && error.code === 'KEY_NOT_FOUND') return undefined
      throw error
    }
  }
}

/**
 * The keystore's request for a door of a local key, or undefined where the door is none. A header's bytes are
 * checked here: a request that breaks the port's schema would end the keystore process.
 */
function localDoor(door: EncryptedDataKey, context: EncryptionContext): KeystoreInput<'unwrap'> | undefined {
  if (!sameBytes(door.providerId, namespaceBytes)) return undefined
  const info = readRawAesInfo(door.providerInfo)
  if (info === undefined) return undefined
  const [keyId, keyMaterialId, ...rest] = Buffer.from(info.name).toString('latin1').split('/')
  if (rest.length > 0) return undefined
  const { ciphertext } = door
  const request = { keyId, keyMaterialId, context: [...context], iv: info.iv, ciphertext }
  const parsed = keystoreOperations.unwrap.in.safeParse(request)
  return parsed.success ? parsed.data : undefined
}
