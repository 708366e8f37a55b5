import { checkKeyName, longestKeyName, type KeyNameFault } from '../../shared/key-name.ts'
import { VaultError } from '../../shared/vault-error.ts'

/** A key's name as it is shown, and the form in which two names are the same. */
export interface Alias {
  readonly alias: string
  readonly folded: string
}

const reasons: Readonly<Record<NonNullable<KeyNameFault>, string>> = {
  nothingVisible: 'a key needs a name that can be seen',
  tooLong: `a key's name has at most ${longestKeyName} characters`,
  hiddenCharacters: "a key's name cannot hold control or invisible characters",
}

/**
 * A key's name by the shared rule. Two names are the same when they differ only in case or in Unicode's compatible
 * forms. Throws KEY_NAME_INVALID.
 */
export function parseAlias(text: string): Alias {
  const { name, fault } = checkKeyName(text)
  if (fault !== null) throw new VaultError('KEY_NAME_INVALID', reasons[fault])
  return { alias: name, folded: name.normalize('NFKC').toLowerCase() }
}

interface Names {
  hasName(folded: string): boolean
}

/** Throws KEY_NAME_TAKEN where a key has the name. */
export function refuseTakenName(keys: Names, { alias, folded }: Alias): void {
  if (!keys.hasName(folded)) return
  throw new VaultError('KEY_NAME_TAKEN', 'a key of this name exists; choose another', {
    facts: { name: alias },
  })
}
