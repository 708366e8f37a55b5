import { Modal } from '@mantine/core'
import { useIsMutating } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { partText } from '../words/part-text.ts'

interface KeyDialogFrameProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** Width in CSS pixels. */
  readonly size?: number
  readonly children: ReactNode
}

/** The frame of a dialog of a key; it stays while a change runs. Its content is there only while it is open, so that it begins anew each time. */
export function KeyDialog({ opened, onClose, title, size = 520, children }: KeyDialogFrameProps) {
  // A change that runs may end with what must be read, such as where new key material was kept.
  const busy = useIsMutating() > 0
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnEscape={!busy}
      closeOnClickOutside={false}
      withCloseButton={!busy}
      closeButtonProps={{ 'aria-label': partText.close }}
    >
      {children}
    </Modal>
  )
}
