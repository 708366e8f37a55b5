import { VaultError } from '../../../shared/vault-error.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'

/** Throws KEY_UNSUPPORTED for a key whose material the keystore made itself. */
export function requireExternal(entry: KeyEntry): void {
  if (entry.key.origin === 'EXTERNAL') return
  throw new VaultError('KEY_UNSUPPORTED', 'this key takes no material: its own was made here', {
    facts: keyFacts(entry),
  })
}
