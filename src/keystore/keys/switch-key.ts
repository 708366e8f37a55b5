import { keyLimits } from '../../shared/kms/key-limits.ts'
import type { LocalKeyState } from '../../shared/model/local-key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { requireKeyState } from './require-key-state.ts'
import { isOverdue, rotateInside } from './rotation/rotate-inside.ts'

/** Enables a key. One whose rotation came due meanwhile rotates at once, as in KMS. Throws what its state says. */
export async function enableKey(store: OpenStore, keyId: string): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('EnableKey', entry, store.now())
  if (entry.key.state === 'Enabled') return store.keys.describe(keyId)
  if (!isOverdue(entry.key, store.now())) return setState(store, keyId, 'Enabled')
  await rotateInside(store, [keyId], {
    type: 'AUTOMATIC',
    also: (database) => database.prepare("UPDATE keys SET state = 'Enabled' WHERE key_id = ?").run(keyId),
  })
  return store.keys.describe(keyId)
}

/** Disables a key: it neither protects nor opens until it is enabled. Throws what its state says. */
export async function disableKey(store: OpenStore, keyId: string): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('DisableKey', entry, store.now())
  return entry.key.state === 'Disabled' ? store.keys.describe(keyId) : setState(store, keyId, 'Disabled')
}

async function setState(store: OpenStore, keyId: string, state: LocalKeyState): Promise<LocalKey> {
  await store.change((database) =>
    database.prepare('UPDATE keys SET state = ? WHERE key_id = ?').run(state, keyId),
  )
  return store.keys.describe(keyId)
}

/** Changes a key's description. Throws INVALID_REQUEST for one that is too long, and what its state says. */
export async function updateDescription(
  store: OpenStore,
  { keyId, description }: KeystoreInput<'updateDescription'>,
): Promise<LocalKey> {
  requireKeyState('UpdateKeyDescription', store.keys.entry(keyId), store.now())
  const checked = requireDescription(description)
  await store.change((database) =>
    database.prepare('UPDATE keys SET description = ? WHERE key_id = ?').run(checked, keyId),
  )
  return store.keys.describe(keyId)
}

/** Throws INVALID_REQUEST. */
export function requireDescription(description: string): string {
  const most = keyLimits.descriptionLength
  if (description.length <= most) return description
  throw new VaultError('INVALID_REQUEST', `a description has at most ${most} characters`, {
    facts: { limit: 'description', most },
  })
}
