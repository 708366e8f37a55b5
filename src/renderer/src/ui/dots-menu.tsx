import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Icon } from './icon.ts'

/** Something that can be done with a row. */
export interface RowAct {
  readonly label: string
  readonly icon: Icon
  readonly run: () => Promise<unknown>
}

interface DotsMenuProps {
  /** The accessible name of the dots. */
  readonly label: string
  readonly acts: readonly RowAct[]
}

/** What can be done with a row, behind three dots. */
export function DotsMenu({ label, acts }: DotsMenuProps) {
  const dots = useRef<HTMLButtonElement>(null)
  return (
    // In the page's main part, so that it belongs to a landmark; outside the list, which would cut it off.
    <Menu position="bottom-end" portalProps={{ target: 'main' }} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon ref={dots} aria-label={label}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item
            key={act.label}
            leftSection={<act.icon size={16} stroke={1.75} aria-hidden />}
            onClick={() => {
              // A dialog that opens gives the focus back to where it was: the item is gone by then.
              dots.current?.focus()
              void act.run()
            }}
          >
            {act.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
