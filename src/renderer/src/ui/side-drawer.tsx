import { ActionIcon, Drawer } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ScrollBox } from './scroll-box.tsx'

interface SideDrawerProps {
  readonly opened: boolean
  readonly onClose: () => void
  /** The drawer's accessible name. */
  readonly name: string
  readonly glyph: ReactNode
  readonly title: ReactNode
  readonly sub: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
}

/** The drawer at the right: facts of one row. Focus goes to its title, Escape closes it. */
export function SideDrawer({ opened, onClose, name, glyph, title, sub, children, foot }: SideDrawerProps) {
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      padding={0}
      // Locking the scroll writes a <style> element, which style-src 'self' refuses.
      lockScroll={false}
    >
      <Drawer.Overlay backgroundOpacity={0.16} />
      <Drawer.Content aria-label={name}>
        <Drawer.Body>
          <div className="dr">
            <div className="dr-head">
              {glyph}
              <div className="grow">
                <h2 className="ell" data-autofocus tabIndex={-1}>
                  {title}
                </h2>
                <div className="mid dim">{sub}</div>
              </div>
              <ActionIcon aria-label="Close" onClick={onClose}>
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
            <ScrollBox label="Details" className="dr-body">
              {children}
            </ScrollBox>
            {foot !== undefined && <div className="dr-foot">{foot}</div>}
          </div>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
