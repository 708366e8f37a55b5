import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface ConfirmDialogProps {
  readonly opened: boolean
  readonly title: string
  /** What it does, and what it leaves alone. */
  readonly children: ReactNode
  readonly keep: string
  readonly act: string
  readonly busy?: boolean
  /** Whether something is lost or stops: usually that is why it asks. */
  readonly harms?: boolean
  readonly onClose: () => void
  readonly onAct: () => void
}

/** Asks before something is forgotten. The button that changes nothing comes first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, keep, act, busy = false, harms = true, onClose, onAct } = props
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={440}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="form">
        {children}
        <div className="form-foot">
          <Button variant="subtle" onClick={onClose}>
            {keep}
          </Button>
          <Button
            {...(harms ? { className: 'danger' } : { variant: 'filled' })}
            disabled={busy}
            onClick={onAct}
          >
            {act}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
