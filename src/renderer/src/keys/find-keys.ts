import type { KeyRow } from '../../../shared/model/key.ts'

const textOf = (key: KeyRow): string =>
  [
    key.alias,
    key.keyId,
    key.arn,
    key.description,
    key.region ?? 'this computer',
    key.state,
    key.usage,
    key.spec,
  ]
    .filter((part) => part !== null)
    .join('\n')
    .toLowerCase()

/** The keys that hold every word of `query` in their name, id, ARN, place, description, state or kind. */
export function findKeys(keys: readonly KeyRow[], query: string): readonly KeyRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return keys
  return keys.filter((key) => {
    const text = textOf(key)
    return words.every((word) => text.includes(word))
  })
}
