import { keyLimits } from '../../shared/kms/key-limits.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { parseAlias, refuseTakenName, type Alias } from './alias-rules.ts'
import type { KeyEntry } from './key-entry.ts'
import { keyFacts } from './key-facts.ts'
import { requireKeyState } from './require-key-state.ts'

/** One more name for a key. Throws KEY_NAME_INVALID, KEY_NAME_TAKEN, KEY_LIMIT_REACHED and what the key's state says. */
export async function createAlias(
  store: OpenStore,
  { keyId, alias }: KeystoreInput<'createAlias'>,
): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('CreateAlias', entry, store.now())
  const name = parseAlias(alias)
  refuseTakenName(store.keys, name)
  refuseManyAliases(entry)
  const at = store.now().toISOString()
  await store.change((database) =>
    database
      .prepare('INSERT INTO aliases VALUES (?, ?, ?, ?, ?)')
      .run(name.folded, name.alias, keyId, at, at),
  )
  return store.keys.describe(keyId)
}

/**
 * Points a name at another key of the same kind and usage. Throws KEY_NOT_FOUND for a name that no key has,
 * INVALID_REQUEST {reason: otherKind}, KEY_LIMIT_REACHED and what the new key's state says.
 */
export async function updateAlias(
  store: OpenStore,
  { keyId, alias }: KeystoreInput<'updateAlias'>,
): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('UpdateAlias', entry, store.now())
  const name = parseAlias(alias)
  const before = store.keys.entry(keyOf(store, name))
  if (kindOf(before) !== kindOf(entry))
    throw new VaultError('INVALID_REQUEST', 'a name goes only to a key of the same kind and usage', {
      facts: { reason: 'otherKind', ...keyFacts(entry) },
    })
  if (before.key.keyId === keyId) return store.keys.describe(keyId)
  refuseManyAliases(entry)
  await store.change((database) =>
    database
      .prepare('UPDATE aliases SET key_id = ?, updated_at = ? WHERE folded = ?')
      .run(keyId, store.now().toISOString(), name.folded),
  )
  return store.keys.describe(keyId)
}

/** Takes a name away; the key stays. Throws KEY_NOT_FOUND for a name that no key has. */
export async function deleteAlias(store: OpenStore, alias: string): Promise<void> {
  const name = parseAlias(alias)
  keyOf(store, name)
  await store.change((database) => database.prepare('DELETE FROM aliases WHERE folded = ?').run(name.folded))
}

function keyOf(store: OpenStore, { alias, folded }: Alias): string {
  const keyId = store.keys.keyNamed(folded)
  if (keyId !== undefined) return keyId
  throw new VaultError('KEY_NOT_FOUND', 'no key has this name', { facts: { name: alias } })
}

function kindOf({ key: { spec, usage } }: KeyEntry): string {
  return `${spec === 'SYMMETRIC_DEFAULT' ? 'symmetric' : 'other'} ${usage}`
}

function refuseManyAliases(entry: KeyEntry): void {
  if (entry.aliases.length < keyLimits.aliases) return
  throw new VaultError('KEY_LIMIT_REACHED', `a key has at most ${keyLimits.aliases} names`, {
    facts: { ...keyFacts(entry), limit: 'aliases', most: keyLimits.aliases },
  })
}
