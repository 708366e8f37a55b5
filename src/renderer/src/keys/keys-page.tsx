import { place } from '../app/place.ts'
import { useKeys } from '../data/queries.ts'
import { KeyList } from './key-list.tsx'
import { KeyGone, KeyPage } from './key-page.tsx'

/** The Keys page: the list, or the page of the key that was opened from it. */
export function KeysPage() {
  const { key, tab } = place.use()
  const { byId, data } = useKeys()
  if (key === null) return <KeyList />
  const row = byId.get(key)
  if (row === undefined) return data === undefined ? null : <KeyGone />
  return <KeyPage key={key} row={row} tab={tab} />
}
