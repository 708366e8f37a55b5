import type { KeysView } from '../../../shared/model/settings.ts'
import { FacetMenu } from './facet-menu.tsx'
import { setKeysView } from './keys-view.ts'
import type { FacetCounts } from './narrow-keys.ts'
import { SavedViews } from './saved-views.tsx'
import { SearchBox } from './search-box.tsx'
import { SortMenu } from './sort-menu.tsx'

interface KeysToolsProps {
  readonly view: KeysView
  readonly counts: FacetCounts
}

/** The line above the list: search, what narrows it, its order, and views that were saved. */
export function KeysTools({ view, counts }: KeysToolsProps) {
  return (
    <div className="tools">
      <SearchBox value={view.search} onChange={(search) => setKeysView({ ...view, search })} />
      <FacetMenu name="states" facets={['states']} view={view} counts={counts} />
      <FacetMenu name="kinds" facets={['kinds']} view={view} counts={counts} />
      <FacetMenu name="rotations" facets={['rotations']} view={view} counts={counts} />
      <FacetMenu name="more" facets={['origins', 'regionality', 'managers']} view={view} counts={counts} />
      <SortMenu view={view} />
      <SavedViews view={view} />
    </div>
  )
}
