import type { KeyRow } from '../../../shared/model/key.ts'
import { keysText } from '../words/keys-text.ts'

/** A place where keys live, with how many of the found keys are there. `id` null = everywhere. */
export interface KeyFacet {
  readonly id: string | null
  readonly label: string
  readonly local: boolean
  readonly count: number
}

const here = 'this computer'

/** The facet a key belongs to. */
const facetOf = (key: KeyRow): string => key.region ?? here

/** "All", this computer, then each Region by its number of keys. Counts follow the search. */
export function keyFacets(all: readonly KeyRow[], found: readonly KeyRow[]): readonly KeyFacet[] {
  const places = new Set(all.map(facetOf))
  const amount = (id: string) => found.filter((key) => facetOf(key) === id).length
  const facets = [...places].map((id): KeyFacet => {
    const local = id === here
    return { id, label: local ? keysText.here : id, local, count: amount(id) }
  })
  const total = (id: string | null) => all.filter((key) => facetOf(key) === id).length
  const ordered = facets.toSorted(
    (a, b) =>
      Number(b.local) - Number(a.local) || total(b.id) - total(a.id) || a.label.localeCompare(b.label),
  )
  return [{ id: null, label: keysText.all, local: false, count: found.length }, ...ordered]
}

/** The keys of one facet, by name; keys without a name come last, by id. */
export function keysIn(found: readonly KeyRow[], facet: string | null): readonly KeyRow[] {
  return found
    .filter((key) => facet === null || facetOf(key) === facet)
    .toSorted(
      (a, b) =>
        Number(a.ref.service === 'aws') - Number(b.ref.service === 'aws') ||
        Number(a.alias === null) - Number(b.alias === null) ||
        (a.alias ?? a.keyId).localeCompare(b.alias ?? b.keyId),
    )
}
