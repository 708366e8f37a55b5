import { keyStateTable, type KeyStateNote } from '../../shared/kms/key-states.ts'
import type { KeyOperation } from '../../shared/kms/kms-operation.ts'
import { VaultError, type VaultErrorCode } from '../../shared/vault-error.ts'
import { stateOf, type KeyEntry } from './key-entry.ts'
import { keyFacts } from './key-facts.ts'

const codes: Readonly<Record<KeyStateNote['error'], VaultErrorCode>> = {
  DisabledException: 'KEY_DISABLED',
  KMSInvalidStateException: 'KEY_STATE_INVALID',
  UnsupportedOperationException: 'KEY_UNSUPPORTED',
}

/**
 * Throws what the table of KMS.md section 3 says where the key's state does not allow the operation: KEY_DISABLED,
 * KEY_STATE_INVALID or KEY_UNSUPPORTED, with facts {key, name, keyId, state}.
 */
export function requireKeyState(operation: KeyOperation, entry: KeyEntry, now: Date): void {
  const state = stateOf(entry, now)
  const cell = keyStateTable[operation][state]
  if (cell === 'ok') return
  throw new VaultError(codes[cell.error], `this key ${cell.says}`, { facts: { ...keyFacts(entry), state } })
}
