import type { ReactNode } from 'react'
import { problemOf } from '../data/call.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'

/** A change of a key as it stands. */
export interface StandingChange {
  readonly isPending: boolean
  readonly error: Error | null
  readonly reset: () => void
}

interface KeyChangeDialogProps {
  readonly opened: boolean
  readonly title: string
  /** What it does, and what it does to old files. */
  readonly children: ReactNode
  readonly keep: string
  readonly act: string
  /** What did not happen, where it fails. */
  readonly failed: string
  readonly change: StandingChange
  /** Whether something is lost or stops by it. */
  readonly harms?: boolean
  readonly onClose: () => void
  readonly onAct: () => void
}

/** Asks before a key is changed, and stays with the problem where AWS refuses. */
export function KeyChangeDialog(props: KeyChangeDialogProps) {
  const { opened, title, children, keep, act, failed, change, harms = true, onClose, onAct } = props
  const close = () => {
    change.reset()
    onClose()
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      keep={keep}
      act={act}
      busy={change.isPending}
      harms={harms}
      onClose={close}
      onAct={onAct}
    >
      {children}
      {change.error !== null && <ProblemPanel problem={problemOf(change.error)} what={failed} />}
    </ConfirmDialog>
  )
}
