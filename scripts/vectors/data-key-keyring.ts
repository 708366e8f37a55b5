import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome } from '../../src/main/keyrings/keyring.ts'
import { tryDoors } from '../../src/main/keyrings/try-doors.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { VaultError } from '../../src/shared/vault-error.ts'

/** Stands in for AWS KMS, or any other service, in vectors that give the plaintext data key: opens any door with it. */
export class DataKeyKeyring implements Keyring {
  readonly #dataKey: Uint8Array

  constructor(dataKey: Uint8Array) {
    this.#dataKey = dataKey
  }

  wrap(): Promise<WrapOutcome> {
    return Promise.reject(new VaultError('KEY_USAGE_INVALID', 'this keyring opens vectors alone'))
  }

  unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    return tryDoors(request, () => async () => ({
      dataKey: Secret.take(Uint8Array.from(this.#dataKey)),
      keyMaterialId: null,
    }))
  }
}
