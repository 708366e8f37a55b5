import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { KeysView } from '../../../shared/model/settings.ts'
import { count } from '../format/bytes.ts'
import { facetNames, keysViewText as words } from '../words/keys-text.ts'
import type { MenuFacet } from './key-facets.ts'
import { setKeysView } from './keys-view.ts'
import type { FacetCounts } from './narrow-keys.ts'

interface FacetMenuProps {
  /** The button's word. */
  readonly name: MenuFacet | 'more'
  /** What is chosen from: with more than one each has a head of its own. */
  readonly facets: readonly MenuFacet[]
  readonly view: KeysView
  readonly counts: FacetCounts
}

/** A menu of answers that narrow the list; it stays open while several are chosen. */
export function FacetMenu({ name, facets, view, counts }: FacetMenuProps) {
  const chosen = facets.reduce((total, facet) => total + view[facet].length, 0)
  return (
    <Menu position="bottom-start" portalProps={{ target: 'main' }} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          className={chosen === 0 ? '' : 'narrowed'}
          aria-label={words.narrowed(words[name], chosen)}
          rightSection={
            chosen === 0 ? (
              <IconChevronDown size={14} aria-hidden />
            ) : (
              <span className="tnum">{count(chosen)}</span>
            )
          }
        >
          {words[name]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {facets.map((facet) => (
          <Menu.CheckboxGroup
            key={facet}
            value={view[facet]}
            onChange={(values) => setKeysView({ ...view, [facet]: values })}
          >
            {facets.length > 1 && <Menu.Label>{words[facet]}</Menu.Label>}
            {valuesOf(facet, view, counts).map((value) => (
              <Menu.CheckboxItem
                key={value}
                value={value}
                rightSection={<span className="facet-n">{count(counts[facet].get(value) ?? 0)}</span>}
              >
                {facetNames[value] ?? value}
              </Menu.CheckboxItem>
            ))}
          </Menu.CheckboxGroup>
        ))}
        {facets.includes('managers') && <p className="menu-note">{words.ownedByAws}</p>}
      </Menu.Dropdown>
    </Menu>
  )
}

const order = Object.keys(facetNames)
const rankOf = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length)

/** The answers that some key gives, and those that are chosen though none gives them, in a fixed order. */
function valuesOf(facet: MenuFacet, view: KeysView, counts: FacetCounts): readonly string[] {
  return [...new Set([...counts[facet].keys(), ...view[facet]])].toSorted((a, b) => rankOf(a) - rankOf(b))
}
