import { randomBytes } from 'node:crypto'
import type { Keyring, UnwrapRequest, WrapRequest } from '../../../../../src/main/keyrings/keyring.ts'
import { RawAesKeyring } from '../../../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import type { EncryptedDataKey } from '../../../../../src/main/message/encrypted-data-key.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'

/** A wrap of a fresh 32-byte data key with an empty context. */
export const fresh: WrapRequest = { context: new Map(), dataKeyLength: 32 }

/** An unwrap of these doors with an empty context. */
export function unwrapOf(...encryptedDataKeys: readonly EncryptedDataKey[]): UnwrapRequest {
  return { context: new Map(), dataKeyLength: 32, encryptedDataKeys }
}

/** A raw AES keyring under a random key, or under `key`. */
export function aesKeyring(name = 'name', key: Uint8Array = randomBytes(32)): RawAesKeyring {
  return new RawAesKeyring({ namespace: 'ns', name, wrappingKey: Secret.take(Uint8Array.from(key)) })
}

/** A keyring that fails both ways and keeps what it was given. */
export function failingKeyring(seen: (Secret | undefined)[] = []): Keyring {
  const failure = new VaultError('KMS_UNREACHABLE', 'unreachable')
  return {
    wrap: (request) => {
      seen.push(request.dataKey)
      return Promise.reject(failure)
    },
    unwrap: () => Promise.reject(failure),
  }
}

/** The bytes of a secret, copied, to compare in a test. */
export function bytesOf(secret: Secret): Buffer {
  return secret.use((bytes) => Buffer.from(bytes))
}

/** The code that a promise rejects with, or `nothing`. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'nothing'
  } catch (error) {
    return error instanceof VaultError ? error.code : String(error)
  }
}
