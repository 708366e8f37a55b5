import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'

interface CureDialogProps {
  /** On the button of the vault's panel. */
  readonly label: string
  /** The way on that is most likely meant. */
  readonly main?: boolean
  readonly title: string
  readonly children: (close: () => void) => ReactNode
}

/** A way on from what is wrong with the keys that asks for something first: its button, and the dialog it opens. */
export function CureDialog({ label, main = false, title, children }: CureDialogProps) {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button size="compact-sm" variant={main ? 'filled' : 'default'} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={title}
        size={480}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {children(close)}
      </Modal>
    </>
  )
}
