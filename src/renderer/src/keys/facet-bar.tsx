import { UnstyledButton } from '@mantine/core'
import { IconCloud, IconDeviceLaptop } from '@tabler/icons-react'
import { count } from '../format/bytes.ts'
import { keysText } from '../words/keys-text.ts'
import type { KeyFacet } from './key-facets.ts'

interface FacetBarProps {
  readonly facets: readonly KeyFacet[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}

/** Where keys live, as buttons that narrow the list; the counts follow the search. */
export function FacetBar({ facets, chosen, onChoose }: FacetBarProps) {
  return (
    <fieldset className="facets" aria-label={keysText.facets}>
      {facets.map((facet) => (
        <UnstyledButton
          key={facet.label}
          className="facet"
          aria-pressed={facet.id === chosen}
          onClick={() => onChoose(facet.id)}
        >
          {facet.local && <IconDeviceLaptop size={14} aria-hidden />}
          {!facet.local && facet.id !== null && <IconCloud size={14} aria-hidden />}
          {facet.label} <span className="facet-n">{count(facet.count)}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
