import { strengthText } from '../words/lock-text.ts'

/** How hard a passphrase is to guess, as a power of two; null = not known yet. `failed`: it cannot be measured here. */
export type Strength = { readonly bits: number } | 'failed' | null

/** Below this a passphrase is not taken: at half a second a guess, 2^40 guesses are 17,000 years of one processor. */
export const leastBits = 40

/** Characters that are asked for where nothing can be measured. */
const leastCharacters = 16

/** 0 = too weak, 1 = fair, 2 = strong, 3 = very strong. */
export function strengthLevel(bits: number): 0 | 1 | 2 | 3 {
  if (bits < leastBits) return 0
  if (bits < 50) return 1
  return bits < 70 ? 2 : 3
}

/** The line under a field for a new passphrase. */
export function strengthLine(strength: Strength): string {
  if (strength === null) return strengthText.floor
  if (strength === 'failed') return strengthText.unknown
  const bits = Math.round(strength.bits)
  return `${strengthText.floor} ${strengthText.about(strengthText.names[strengthLevel(bits)] ?? '', bits)}`
}

/** Why a new passphrase is not taken yet; null where it is. */
export function strengthObstacle(passphrase: string, strength: Strength): string | null {
  if (passphrase === '') return strengthText.need
  if (strength === null) return strengthText.measuring
  if (strength === 'failed') return passphrase.length < leastCharacters ? strengthText.tooWeak : null
  return strengthLevel(Math.round(strength.bits)) === 0 ? strengthText.tooWeak : null
}
