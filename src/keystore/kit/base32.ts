/** Crockford's: no I, L, O and U, so that no two look alike. https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const folded: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** The value 0..31 of a letter or digit as a person may type it; undefined where it is none. */
export function valueOfLetter(letter: string): number | undefined {
  const upper = letter.toUpperCase()
  const value = alphabet.indexOf(folded[upper] ?? upper)
  return value === -1 ? undefined : value
}

export function lettersOf(values: readonly number[]): string {
  return values.map((value) => alphabet.charAt(value)).join('')
}

/** Five bits a value, highest first, the last filled up with zeros. */
export function toFives(bytes: Uint8Array): number[] {
  const values: number[] = []
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const at = bit >> 3
    const two = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    values.push((two >> (11 - (bit & 7))) & 31)
  }
  return values
}

/** The first `length` bytes; undefined where a bit behind them is not zero, or there are too few. */
export function fromFives(values: readonly number[], length: number): Buffer | undefined {
  if (values.length * 5 < length * 8) return undefined
  const bytes = Buffer.alloc(length)
  for (const [index, value] of values.entries())
    for (let bit = 0; bit < 5; bit += 1) {
      if (((value >> (4 - bit)) & 1) === 0) continue
      const at = index * 5 + bit
      if (at >= length * 8) return undefined
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7))
    }
  return bytes
}
