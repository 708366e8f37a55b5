import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { Keyring, UnwrapOutcome } from '../../keyrings/keyring.ts'

const isKmsDoor = ({ providerId }: EncryptedDataKey): boolean =>
  Buffer.from(providerId).toString() === 'aws-kms'

function kmsCallsOf(outcome: UnwrapOutcome): number {
  if (outcome.opened) return isKmsDoor(outcome.encryptedDataKey) ? 1 : 0
  return outcome.tried.filter(({ code }) => code.startsWith('KMS_')).length
}

/** A keyring that tells how many calls to AWS KMS each answer took: one a KMS door. Retries inside a call count as one. */
export function meteredKeyring(keyring: Keyring, onKmsCalls: (calls: number) => void): Keyring {
  return {
    wrap: async (request) => {
      const outcome = await keyring.wrap(request)
      onKmsCalls(outcome.encryptedDataKeys.filter(isKmsDoor).length)
      return outcome
    },
    unwrap: async (request) => {
      const outcome = await keyring.unwrap(request)
      onKmsCalls(kmsCallsOf(outcome))
      return outcome
    },
  }
}
