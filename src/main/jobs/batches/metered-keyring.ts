import type { Batch } from '../../../shared/model/job.ts'
import type { Keyring, OnKeyCall } from '../../keyrings/keyring.ts'

/** Calls for data keys: all that were made, those of them to AWS KMS, and the data keys made by them. */
export type KeyCalls = Pick<Batch, 'keyCalls' | 'kmsCalls' | 'dataKeys'>

export const noKeyCalls: KeyCalls = { keyCalls: 0, kmsCalls: 0, dataKeys: 0 }

/**
 * A keyring that tells of every call as it is made, also of one that is refused or whose answer nobody waits for. Tries of
 * the AWS SDK inside a call are one. A data key that was given is not a new one.
 */
export function meteredKeyring(keyring: Keyring, onCalls: (calls: KeyCalls) => void): Keyring {
  const onCall: OnKeyCall = (holder) =>
    onCalls({ keyCalls: 1, kmsCalls: holder === 'aws' ? 1 : 0, dataKeys: 0 })
  return {
    wrap: async (request) => {
      const outcome = await keyring.wrap({ ...request, onCall })
      if (request.dataKey === undefined) onCalls({ ...noKeyCalls, dataKeys: 1 })
      return outcome
    },
    unwrap: (request) => keyring.unwrap({ ...request, onCall }),
  }
}
