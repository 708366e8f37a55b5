import { VaultError } from '../../shared/vault-error.ts'

/** A key's name as it is shown, and the form in which two names are the same. */
export interface Alias {
  readonly alias: string
  readonly folded: string
}

const longest = 64
// Control, surrogate, private and unassigned characters, line and paragraph separators, and format characters other
// than the two joiners that emoji and some scripts are written with: bidirectional overrides would let a name lie.
const forbidden = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * Checks and normalises a key's name: NFC, trimmed, 1 to 64 characters, printable. Two names are the same when they
 * differ only in case or in Unicode's compatible forms. Throws KEY_NAME_INVALID.
 */
export function parseAlias(text: string): Alias {
  const alias = text.normalize('NFC').trim()
  const length = [...alias].length
  if (length === 0 || !visible.test(alias)) throw invalid('a key needs a name that can be seen')
  if (length > longest) throw invalid(`a key's name has at most ${longest} characters`)
  if (forbidden.test(alias)) throw invalid("a key's name cannot hold control or invisible characters")
  return { alias, folded: alias.normalize('NFKC').toLowerCase() }
}

function invalid(message: string): VaultError {
  return new VaultError('KEY_NAME_INVALID', message)
}
