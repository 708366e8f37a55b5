import type { KeystoreInput, LocalKey } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { requireKeyState } from './require-key-state.ts'
import { checkedTags, refuseManyTags } from './tag-rules.ts'

/** Sets and takes away tags in one change. Throws KEY_TAG_INVALID, KEY_LIMIT_REACHED and what the key's state says. */
export async function setTags(
  store: OpenStore,
  { keyId, set, remove }: KeystoreInput<'setTags'>,
): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('TagResource', entry, store.now())
  const pairs = checkedTags(set)
  const kept = new Set(entry.tags.map(({ tag }) => tag))
  for (const tag of remove) kept.delete(tag)
  for (const [tag] of pairs) kept.add(tag)
  refuseManyTags(kept.size)
  if (pairs.length === 0 && remove.length === 0) return store.keys.describe(keyId)
  await store.change((database) => {
    for (const tag of remove)
      database.prepare('DELETE FROM tags WHERE key_id = ? AND tag = ?').run(keyId, tag)
    for (const [tag, value] of pairs)
      database
        .prepare('INSERT OR REPLACE INTO tags (key_id, tag, value) VALUES (?, ?, ?)')
        .run(keyId, tag, value)
  })
  return store.keys.describe(keyId)
}
