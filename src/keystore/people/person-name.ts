import { checkKeyName } from '../../shared/key-name.ts'
import { VaultError } from '../../shared/vault-error.ts'

/** A person's name by the rule of all names here. Throws KEY_NAME_INVALID. */
export function personName(text: string): string {
  const { name, fault } = checkKeyName(text)
  if (fault === null) return name
  throw new VaultError('KEY_NAME_INVALID', 'a name has 1 to 64 characters, all of which can be seen')
}

/** Two names are the same when they differ only in case or in Unicode's compatible forms. */
export function isSameName(a: string, b: string): boolean {
  return folded(a) === folded(b)
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
