import { VaultError } from '../../shared/vault-error.ts'
import { RsaOpeningKeyring } from '../keyrings/raw-rsa/rsa-opening-keyring.ts'
import type { Keyring } from '../keyrings/keyring.ts'
import type { PeopleDoors } from './people-doors.ts'
import { rsaDoorOf } from './rsa-door.ts'

/** Opens what colleagues made for this keystore. The keystore is asked only where a message has such a door. */
export function exchangeKeyring(people: PeopleDoors): Keyring {
  return {
    wrap: () =>
      Promise.reject(new VaultError('KEY_USAGE_INVALID', 'an RSA private key opens messages and makes none')),
    unwrap: async (request) => {
      const isForSomebody = request.encryptedDataKeys.some((door) => rsaDoorOf(door)?.kind === 'colleague')
      const fingerprint = isForSomebody ? await people.exchangeFingerprint() : null
      if (fingerprint === null) return { opened: false, tried: [] }
      return new RsaOpeningKeyring([people.exchangeOpener(fingerprint)]).unwrap(request)
    },
  }
}
