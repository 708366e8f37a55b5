import { here, facetValue, type ListedKey } from './key-facets.ts'

/** Every place where keys live: this computer, then each Region by its number of keys, whatever the search leaves of them. */
export function placesOf(keys: readonly ListedKey[]): readonly string[] {
  const amounts = new Map<string, number>()
  for (const key of keys) {
    const place = facetValue.place(key)
    amounts.set(place, (amounts.get(place) ?? 0) + 1)
  }
  return [...amounts]
    .toSorted(
      ([a, ofA], [b, ofB]) => Number(b === here) - Number(a === here) || ofB - ofA || a.localeCompare(b),
    )
    .map(([place]) => place)
}
