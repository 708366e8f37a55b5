import { whyNot, type KeyAction } from '../../../shared/kms/why-not.ts'
import type { KeyRow, LocalKeyRef } from '../../../shared/model/key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { LocalKey } from '../../../keystore/protocol.ts'
import { localKeyRow } from '../../keys/keystore/local-key-row.ts'
import type { KeystoreCalls } from '../../keys/keystore/keystore-calls.ts'

/** As much of the keystore as keys are administered with. */
export type KeyCalls = Pick<KeystoreCalls, 'call'>

/** A key of this computer that something is about to be done with. */
export interface LocalKeyInHand {
  readonly key: LocalKey
  readonly row: KeyRow
}

/**
 * The key as it is now, once nothing of it refuses the action: a person is told before a dialog opens. The keystore itself
 * judges again. Throws KEY_ACTION_REFUSED {refusal, action, name, state, service} and what the keystore throws.
 */
export async function localKeyInHand(
  keystore: KeyCalls,
  { keyId }: LocalKeyRef,
  action: KeyAction,
): Promise<LocalKeyInHand> {
  const key = await keystore.call('describeKey', { keyId })
  const row = localKeyRow(key)
  const refusal = whyNot(action, row)
  if (refusal === null) return { key, row }
  throw new VaultError('KEY_ACTION_REFUSED', `this key does not allow this now (${refusal})`, {
    facts: {
      refusal,
      action,
      name: row.alias ?? row.keyId,
      state: row.state ?? 'unknown',
      service: 'local',
    },
  })
}

/** Throws INVALID_REQUEST {reason: typedName} where the person did not name this very key, by any alias or its id. */
export function checkTypedName(typed: string, { keyId, aliases }: LocalKey): void {
  const name = typed.normalize('NFC').trim()
  if (name === keyId || aliases.some((alias) => alias.name === name)) return
  throw new VaultError(
    'INVALID_REQUEST',
    'type the name or the id of this very key to confirm its deletion',
    {
      facts: { reason: 'typedName' },
    },
  )
}
