import type { ContextPair } from '../../../shared/model/context-pair.ts'
import { contextText } from '../words/options-text.ts'

/** Pairs whose names begin so are the format's own, or Keyhold's. FORMAT.md section 5, docs/format.md F-88. */
const reservedPrefixes = ['aws-crypto-', 'keyhold:']

/** What is wrong with the pair at `index`; null = nothing. An empty pair is no mistake yet. */
export function pairMistake(pairs: readonly ContextPair[], index: number): string | null {
  const pair = pairs[index]
  if (pair === undefined || (pair.key === '' && pair.value === '')) return null
  if (pair.key === '') return contextText.needsKey
  if (reservedPrefixes.some((prefix) => pair.key.startsWith(prefix))) return contextText.reserved
  return pairs.findIndex(({ key }) => key === pair.key) < index ? contextText.taken : null
}

/** The pairs that can be kept: named, and without a mistake. */
export const soundPairs = (pairs: readonly ContextPair[]): readonly ContextPair[] =>
  pairs.filter(({ key }, index) => key !== '' && pairMistake(pairs, index) === null)
