import type { KeyRow } from '../../../shared/model/key.ts'
import type { KeysView } from '../../../shared/model/settings.ts'
import type { RotationStanding } from '../../../shared/rotation-standing.ts'

/** What narrows the list besides the search: each is a question with few answers. */
export type Facet = 'place' | 'states' | 'kinds' | 'rotations' | 'origins' | 'regionality' | 'managers'

/** The facets that have a menu; `place` has the chips. */
export type MenuFacet = Exclude<Facet, 'place'>

/** In the order in which they are asked for. */
export const facets: readonly Facet[] = [
  'place',
  'states',
  'kinds',
  'rotations',
  'origins',
  'regionality',
  'managers',
]

/** The place of a key on this computer. */
export const here = 'here'

/** What is not known of a key, by the service's silence. */
export const notTold = 'notTold'

/** What a key is for, in one word of ours. */
function kindOf(key: KeyRow): string {
  switch (key.usage) {
    case null:
      return notTold
    case 'ENCRYPT_DECRYPT':
      return key.spec === 'SYMMETRIC_DEFAULT' ? 'symmetric' : 'keyPair'
    default:
      return key.usage
  }
}

function regionalityOf(key: KeyRow): string {
  if (key.ref.service === 'local') return here
  if (!key.multiRegion) return 'single'
  return key.multiRegionRole ?? 'multi'
}

/** A row with how its rotation stands, as lists look at it. */
export interface ListedKey {
  readonly row: KeyRow
  readonly standing: RotationStanding
}

/** The answer of a key to each facet. */
export const facetValue: Readonly<Record<Facet, (key: ListedKey) => string>> = {
  place: ({ row }) => row.region ?? here,
  states: ({ row }) => row.state ?? notTold,
  kinds: ({ row }) => kindOf(row),
  rotations: ({ standing }) => standing.kind,
  origins: ({ row }) =>
    row.ref.service === 'local' && row.origin !== 'EXTERNAL' ? here : (row.origin ?? notTold),
  regionality: ({ row }) => regionalityOf(row),
  managers: ({ row }) => (row.ref.service === 'local' ? here : (row.manager ?? notTold)),
}

/** Whether a view wants something of a facet at all. */
export const isAsked = (view: KeysView, facet: Facet): boolean =>
  facet === 'place' ? view.place !== null : view[facet].length > 0

/** Whether a key answers a facet as the view wants it. */
export function answers(key: ListedKey, view: KeysView, facet: Facet): boolean {
  if (!isAsked(view, facet)) return true
  const value = facetValue[facet](key)
  return facet === 'place' ? view.place === value : view[facet].includes(value)
}
