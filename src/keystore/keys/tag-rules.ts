import { keyLimits } from '../../shared/kms/key-limits.ts'
import { VaultError } from '../../shared/vault-error.ts'

/** Tags by KMS's rules. Throws KEY_TAG_INVALID {tag}, and KEY_LIMIT_REACHED where there are too many. */
export function checkedTags(tags: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  const pairs = Object.entries(tags)
  for (const [tag, value] of pairs) if (!isValid(tag, value)) throw invalid(tag)
  refuseManyTags(pairs.length)
  return pairs
}

/** Throws KEY_LIMIT_REACHED. */
export function refuseManyTags(count: number): void {
  if (count <= keyLimits.tags) return
  throw new VaultError('KEY_LIMIT_REACHED', `a key has at most ${keyLimits.tags} tags`, {
    facts: { limit: 'tags', most: keyLimits.tags },
  })
}

function isValid(tag: string, value: string): boolean {
  const { tagKeyLength, tagValueLength, reservedTag } = keyLimits
  return (
    tag.length > 0 && tag.length <= tagKeyLength && value.length <= tagValueLength && !reservedTag.test(tag)
  )
}

function invalid(tag: string): VaultError {
  return new VaultError('KEY_TAG_INVALID', 'this tag cannot be used; choose another', { facts: { tag } })
}
