/** Most characters (code points) of a key's name. */
export const longestKeyName = 64

/** Why a text is no name for a key; null where it is one. */
export type KeyNameFault = 'nothingVisible' | 'tooLong' | 'hiddenCharacters' | null

// Control, surrogate, private and unassigned characters, line and paragraph separators, and format characters other
// than the two joiners that emoji and some scripts are written with: bidirectional overrides would let a name lie.
const forbidden = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * The one rule for names of keys on this computer, for the page's form and the keystore alike: NFC, trimmed, 1 to 64
 * characters, printable. `name` is the text as it would be kept.
 */
export function checkKeyName(text: string): { readonly name: string; readonly fault: KeyNameFault } {
  const name = text.normalize('NFC').trim()
  return { name, fault: faultOf(name) }
}

function faultOf(name: string): KeyNameFault {
  if (!visible.test(name)) return 'nothingVisible'
  if ([...name].length > longestKeyName) return 'tooLong'
  return forbidden.test(name) ? 'hiddenCharacters' : null
}
