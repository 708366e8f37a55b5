import type { KeysView, Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { useSettings } from '../data/queries.ts'
import { smallStore } from '../data/small-store.ts'

/** Typing changes the view with every letter; the file of the settings is written when it rests. */
const saveAfterMs = 800

/** The view as a new vault has it: what leaves nothing out. The model's own is zod's, which the page does not load. */
export const plainView: KeysView = {
  search: '',
  place: null,
  states: [],
  kinds: [],
  origins: [],
  regionality: [],
  rotations: [],
  managers: [],
  sort: 'name',
  descending: false,
}

/** The view since it was changed here; null = as the settings have it. */
const changed = smallStore<KeysView | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** How the Keys page looks at the keys: as it was left, or as it was changed since. */
export function useKeysView(): KeysView {
  const saved = useSettings().data?.keysView
  return changed.use() ?? saved ?? plainView
}

/** Shows another view at once, and keeps it in the settings a moment later. */
export function setKeysView(view: KeysView): void {
  changed.set(view)
  clearTimeout(timer)
  timer = setTimeout(() => void changeSettings({ keysView: view }), saveAfterMs)
}

/** Whether a view leaves keys out. */
export const narrows = (view: KeysView): boolean =>
  JSON.stringify({ ...view, sort: 'name', descending: false }) !== JSON.stringify(plainView)

/** The view without what leaves keys out; its order stays. */
export const widened = (view: KeysView): KeysView => ({
  ...plainView,
  sort: view.sort,
  descending: view.descending,
})

type SavedViews = Settings['savedKeysViews']

/** Most views that can be kept under a name. */
export const mostSavedViews = 20

/** Keeps a view under a name; one of that name is replaced. */
export const withSavedView = (views: SavedViews, name: string, view: KeysView): SavedViews =>
  [...views.filter((each) => each.name !== name), { name, view }].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  )
