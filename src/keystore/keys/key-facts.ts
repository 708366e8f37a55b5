import type { VaultErrorFacts } from '../../shared/vault-error.ts'
import type { KeyEntry } from './key-entry.ts'

/** What errors say of a key: its first name, or its id where it has none. */
export function keyFacts({ key, aliases }: KeyEntry): VaultErrorFacts {
  const [first] = aliases
  return { key: first?.alias ?? key.keyId, name: first?.alias ?? key.keyId, keyId: key.keyId }
}
