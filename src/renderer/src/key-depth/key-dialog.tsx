import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { partText } from '../words/part-text.ts'

interface KeyDialogFrameProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** Width in CSS pixels. */
  readonly size?: number
  /** What runs cannot be left by Escape or a click beside the dialog. */
  readonly busy?: boolean
  readonly children: ReactNode
}

/** The frame of a dialog of a key. Its content is there only while it is open, so that it begins anew each time. */
export function KeyDialog({
  opened,
  onClose,
  title,
  size = 520,
  busy = false,
  children,
}: KeyDialogFrameProps) {
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
