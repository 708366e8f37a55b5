import { VaultError } from '../../../shared/vault-error.ts'
import { sameBytes } from '../../message/bytes.ts'
import { Secret } from '../../secret/secret.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome } from '../keyring.ts'
import { tryDoors } from '../try-doors.ts'
import type { RsaDoorOpener } from './rsa-door-opener.ts'

interface NamedOpener {
  readonly providerId: Uint8Array
  readonly providerInfo: Uint8Array
  readonly opener: RsaDoorOpener
}

/** Opens doors for RSA keys through those who hold the keys. FORMAT.md section 14.3. */
export class RsaOpeningKeyring implements Keyring {
  readonly #named: readonly NamedOpener[]

  constructor(openers: readonly RsaDoorOpener[]) {
    const text = new TextEncoder()
    this.#named = openers.map((opener) => ({
      providerId: text.encode(opener.namespace),
      providerInfo: text.encode(opener.fingerprint),
      opener,
    }))
  }

  /** Always throws KEY_USAGE_INVALID: a private key opens doors, and makes none. */
  wrap(): Promise<WrapOutcome> {
    return Promise.reject(
      new VaultError('KEY_USAGE_INVALID', 'an RSA private key opens messages and makes none'),
    )
  }

  unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    return tryDoors(request, ({ providerId, providerInfo, ciphertext }) => {
      const found = this.#named.find(
        (each) => sameBytes(each.providerId, providerId) && sameBytes(each.providerInfo, providerInfo),
      )
      if (found === undefined) return undefined
      return async () => {
        request.onCall?.('local')
        return { dataKey: Secret.take(await found.opener.unwrap(ciphertext)), keyMaterialId: null }
      }
    })
  }
}
