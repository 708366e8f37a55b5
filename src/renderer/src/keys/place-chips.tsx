import { UnstyledButton } from '@mantine/core'
import { IconCloud, IconDeviceLaptop, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { KeysView } from '../../../shared/model/settings.ts'
import { count } from '../format/bytes.ts'
import { keysText, keysViewText } from '../words/keys-text.ts'
import { here } from './key-facets.ts'
import { narrows, setKeysView, widened } from './keys-view.ts'
import { placesOf } from './places-of.ts'
import type { KeyList } from './use-key-list.ts'

interface PlaceChipsProps {
  readonly view: KeysView
  readonly list: KeyList
}

/** Where keys live, as buttons that narrow the list; the counts follow the search and the menus. */
export function PlaceChips({ view, list }: PlaceChipsProps) {
  const { all, counts, anyPlace } = list
  const places = useMemo(() => placesOf(all), [all])
  const choose = (place: string | null) => setKeysView({ ...view, place })
  return (
    <fieldset className="facets" aria-label={keysText.places}>
      <UnstyledButton className="facet" aria-pressed={view.place === null} onClick={() => choose(null)}>
        {keysText.all} <span className="facet-n">{count(anyPlace)}</span>
      </UnstyledButton>
      {places.map((place) => (
        <UnstyledButton
          key={place}
          className="facet"
          aria-pressed={place === view.place}
          onClick={() => choose(place === view.place ? null : place)}
        >
          {place === here ? <IconDeviceLaptop size={14} aria-hidden /> : <IconCloud size={14} aria-hidden />}
          {place === here ? keysText.here : place}{' '}
          <span className="facet-n">{count(counts.place.get(place) ?? 0)}</span>
        </UnstyledButton>
      ))}
      {narrows(view) && (
        <UnstyledButton className="facet quiet" onClick={() => setKeysView(widened(view))}>
          <IconX size={14} aria-hidden />
          {keysViewText.clear}
        </UnstyledButton>
      )}
    </fieldset>
  )
}
