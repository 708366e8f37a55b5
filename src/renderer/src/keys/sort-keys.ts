import type { KeyRow } from '../../../shared/model/key.ts'
import type { KeysView } from '../../../shared/model/settings.ts'
import { urgencyOf } from '../../../shared/rotation-standing.ts'
import type { ListedKey } from './key-facets.ts'

export type KeysSort = KeysView['sort']

/** States that want somebody come first. */
const stateRank: Readonly<Record<string, number>> = {
  PendingDeletion: 0,
  PendingReplicaDeletion: 1,
  PendingImport: 2,
  Unavailable: 3,
  Disabled: 4,
  Creating: 5,
  Updating: 6,
  Enabled: 8,
}
const unknownRank = 7

/** By name, this computer before AWS, keys without a name last by their id. */
const nameOf = (row: KeyRow): string =>
  `${row.ref.service === 'local' ? 0 : 1}${row.alias === null ? 1 : 0}${(row.alias ?? row.keyId).toLowerCase()}`

type Rank = (key: ListedKey, filesOf: (row: KeyRow) => number) => number

/** What is larger stands later; dates count from the oldest. */
const ranks: Readonly<Record<Exclude<KeysSort, 'name'>, Rank>> = {
  created: ({ row }) => (row.createdAt === null ? Number.POSITIVE_INFINITY : Date.parse(row.createdAt)),
  state: ({ row }) => (row.state === null ? unknownRank : (stateRank[row.state] ?? unknownRank)),
  rotation: ({ standing }) => urgencyOf(standing),
  files: ({ row }, filesOf) => filesOf(row),
}

/**
 * The keys in a view's order; equal ones by name. Compared by code units and not by a language's rules: ten thousand
 * names are sorted in a few milliseconds.
 */
export function sortKeys(
  keys: readonly ListedKey[],
  { sort, descending }: Pick<KeysView, 'sort' | 'descending'>,
  filesOf: (row: KeyRow) => number,
): readonly ListedKey[] {
  const rank = sort === 'name' ? () => 0 : ranks[sort]
  const turn = descending ? -1 : 1
  return keys
    .map((key) => ({ key, rank: rank(key, filesOf), name: nameOf(key.row) }))
    .toSorted(
      (a, b) => turn * compare(a.rank, b.rank) || (sort === 'name' ? turn : 1) * compare(a.name, b.name),
    )
    .map(({ key }) => key)
}

const compare = <Value extends number | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0)
