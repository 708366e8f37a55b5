import type { Batch } from '../../../shared/model/job.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { Keyring, UnwrapOutcome } from '../../keyrings/keyring.ts'

/** Calls for data keys: all of them, those that AWS KMS answered, and the data keys made by them. */
export type KeyCalls = Pick<Batch, 'keyCalls' | 'kmsCalls' | 'dataKeys'>

export const noKeyCalls: KeyCalls = { keyCalls: 0, kmsCalls: 0, dataKeys: 0 }

const isKmsDoor = ({ providerId }: EncryptedDataKey): boolean =>
  Buffer.from(providerId).toString() === 'aws-kms'

function callsOfUnwrap(outcome: UnwrapOutcome): KeyCalls {
  if (outcome.opened)
    return { keyCalls: 1, kmsCalls: isKmsDoor(outcome.encryptedDataKey) ? 1 : 0, dataKeys: 0 }
  const kms = outcome.tried.filter(({ code }) => code.startsWith('KMS_'))
  return { keyCalls: outcome.tried.length, kmsCalls: kms.length, dataKeys: 0 }
}

/**
 * A keyring that tells how many calls each answer took: one a door. Retries inside a call count as one. A data key that
 * was given is not a new one.
 */
export function meteredKeyring(keyring: Keyring, onCalls: (calls: KeyCalls) => void): Keyring {
  return {
    wrap: async (request) => {
      const outcome = await keyring.wrap(request)
      const { length } = outcome.encryptedDataKeys
      const kmsCalls = outcome.encryptedDataKeys.filter(isKmsDoor).length
      onCalls({ keyCalls: length, kmsCalls, dataKeys: request.dataKey === undefined ? 1 : 0 })
      return outcome
    },
    unwrap: async (request) => {
      const outcome = await keyring.unwrap(request)
      onCalls(callsOfUnwrap(outcome))
      return outcome
    },
  }
}
