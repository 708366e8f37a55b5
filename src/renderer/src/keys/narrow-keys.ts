import type { KeysView } from '../../../shared/model/settings.ts'
import { holdsWords, searchWords } from './find-keys.ts'
import { answers, type Facet, facets, facetValue, type ListedKey } from './key-facets.ts'

/** How many keys there would be under each answer of a facet. */
export type FacetCounts = Readonly<Record<Facet, ReadonlyMap<string, number>>>

/** What a view leaves of a list. */
export interface Narrowed {
  /** In the order they came. */
  readonly shown: readonly ListedKey[]
  /** Of each facet as if it were not asked for, so that a menu says what choosing another answer would bring. */
  readonly counts: FacetCounts
  /** How many keys the place chips choose from. */
  readonly anyPlace: number
}

/** Applies the search and every facet of a view in one pass over the keys. */
export function narrowKeys(keys: readonly ListedKey[], view: KeysView): Narrowed {
  const words = searchWords(view.search)
  const counts = emptyCounts()
  const shown: ListedKey[] = []
  let anyPlace = 0
  for (const key of keys) {
    if (!holdsWords(key.row, words)) continue
    const refused = facets.filter((facet) => !answers(key, view, facet))
    if (refused.length === 0) shown.push(key)
    // A key that only one facet leaves out is what another answer of that facet would bring.
    const counted = refused.length === 0 ? facets : refused.length === 1 ? refused : []
    for (const facet of counted) add(counts[facet], facetValue[facet](key))
    if (counted.includes('place')) anyPlace += 1
  }
  return { shown, counts, anyPlace }
}

const add = (counts: Map<string, number>, value: string): void => {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

const emptyCounts = (): Record<Facet, Map<string, number>> => ({
  place: new Map(),
  states: new Map(),
  kinds: new Map(),
  rotations: new Map(),
  origins: new Map(),
  regionality: new Map(),
  managers: new Map(),
})
