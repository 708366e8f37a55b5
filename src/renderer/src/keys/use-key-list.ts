import { useDeferredValue, useMemo } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { KeysView } from '../../../shared/model/settings.ts'
import { useCoverage, useKeys } from '../data/queries.ts'
import { usePolicyDays } from '../data/use-policy-days.ts'
import { useNow } from '../ui/use-now.ts'
import type { ListedKey } from './key-facets.ts'
import { keyStanding } from './key-standing.ts'
import { useKeysView } from './keys-view.ts'
import { narrowKeys, type Narrowed } from './narrow-keys.ts'
import { sortKeys } from './sort-keys.ts'

/** The list as it is shown. */
export interface KeyList extends Narrowed {
  /** Every key, in the view's order. */
  readonly all: readonly ListedKey[]
  /** The view that `shown` answers to; typing may be a moment ahead of it. */
  readonly view: KeysView
  /** Known files that depend on a key; null until they are counted. */
  readonly filesOf: (row: KeyRow) => number | null
  readonly policyDays: number
}

/** All keys as the view wants them. Typing comes first: the list follows when there is time. */
export function useKeyList(): KeyList {
  const rows = useDeferredValue(useKeys().data)
  const view = useDeferredValue(useKeysView())
  const policyDays = usePolicyDays()
  const filesOf = useFilesOf()
  const now = useNow()
  const listed = useMemo(
    () => (rows ?? []).map((row) => ({ row, standing: keyStanding(row, policyDays, now) })),
    [rows, policyDays, now],
  )
  const { sort, descending } = view
  const all = useMemo(
    () => sortKeys(listed, { sort, descending }, (row) => filesOf(row) ?? 0),
    [listed, sort, descending, filesOf],
  )
  const narrowed = useMemo(() => narrowKeys(all, view), [all, view])
  return { ...narrowed, all, view, filesOf, policyDays }
}

/** How many known files a key opens, by what the catalog counts. */
function useFilesOf(): KeyList['filesOf'] {
  const keys = useCoverage().data?.keys
  return useMemo(() => {
    const files = new Map(keys?.map((key) => [key.keyId, key.files]))
    return (row) => (keys === undefined ? null : (files.get(row.arn ?? row.keyId) ?? 0))
  }, [keys])
}
