import type { KeyRow } from '../../../shared/model/key.ts'

const texts = new WeakMap<KeyRow, string>()

/** Everything of a key that a search looks in, lower case; made once for a row that does not change. */
export function searchText(key: KeyRow): string {
  const known = texts.get(key)
  if (known !== undefined) return known
  const tags = Object.entries(key.tags ?? {}).map(([name, value]) => `${name}=${value}`)
  const text = [
    ...key.aliases,
    key.alias,
    key.keyId,
    key.arn,
    key.description,
    key.region ?? 'this computer',
    key.state,
    key.usage,
    key.spec,
    key.keyMaterialId,
    ...tags,
  ]
    .filter((part) => part !== null)
    .join('\n')
    .toLowerCase()
  texts.set(key, text)
  return text
}

/** The words of a search: a key must hold every one of them. */
export const searchWords = (query: string): readonly string[] =>
  query.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether a key holds every word in its names, id, ARN, place, description, state, kind or tags (`team=finance`). */
export function holdsWords(key: KeyRow, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = searchText(key)
  return words.every((word) => text.includes(word))
}

/** The keys that hold every word of `query`. */
export function findKeys(keys: readonly KeyRow[], query: string): readonly KeyRow[] {
  const words = searchWords(query)
  return words.length === 0 ? keys : keys.filter((key) => holdsWords(key, words))
}
