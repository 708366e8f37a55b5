import { VaultError } from '../../../shared/vault-error.ts'

/** Throws INVALID_REQUEST {reason: tagName, name} for a tag that AWS alone makes and removes. */
export function checkTagNames(names: readonly string[]): void {
  const reserved = names.find((name) => name.toLowerCase().startsWith('aws:'))
  if (reserved === undefined) return
  throw new VaultError(
    'INVALID_REQUEST',
    'tags that begin with aws: are made by aws alone; choose another name',
    {
      facts: { reason: 'tagName', name: reserved },
    },
  )
}
