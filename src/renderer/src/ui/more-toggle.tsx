import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface MoreToggleProps {
  readonly open: boolean
  readonly onChange: (open: boolean) => void
  readonly children: ReactNode
}

/** Opens and closes the rarer fields of a form, which stand below it. */
export function MoreToggle({ open, onChange, children }: MoreToggleProps) {
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <Button
      className="more-toggle"
      size="compact-sm"
      variant="subtle"
      aria-expanded={open}
      leftSection={<Chevron size={14} aria-hidden />}
      onClick={() => onChange(!open)}
    >
      {children}
    </Button>
  )
}
