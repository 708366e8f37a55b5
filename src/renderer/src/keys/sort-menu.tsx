import { Button, Menu } from '@mantine/core'
import { IconArrowsSort } from '@tabler/icons-react'
import type { KeysView } from '../../../shared/model/settings.ts'
import { keysViewText as words } from '../words/keys-text.ts'
import { setKeysView } from './keys-view.ts'
import type { KeysSort } from './sort-keys.ts'

const sorts = ['name', 'created', 'state', 'rotation', 'files'] as const satisfies readonly KeysSort[]

/** The order of the list, and which way round. */
export function SortMenu({ view }: { readonly view: KeysView }) {
  return (
    <Menu position="bottom-end" portalProps={{ target: 'main' }} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          className="sortb"
          aria-label={`${words.sort}: ${words.sorts[view.sort]}`}
          leftSection={<IconArrowsSort size={16} stroke={1.75} aria-hidden />}
        >
          {words.sorts[view.sort]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={view.sort}
          onChange={(value) => setKeysView({ ...view, sort: sorts.find((each) => each === value) ?? 'name' })}
        >
          {sorts.map((sort) => (
            <Menu.RadioItem
              key={sort}
              value={sort}
              rightSection={<span className="dim small">{words.sortHints[sort]}</span>}
            >
              {words.sorts[sort]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={view.descending}
          onChange={(descending) => setKeysView({ ...view, descending })}
        >
          {words.descending}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  )
}
