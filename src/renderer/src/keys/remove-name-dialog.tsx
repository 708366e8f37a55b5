import { type ReactNode, useState } from 'react'
import { say } from '../data/notice.ts'
import { KeyChangeDialog, type StandingChange } from './key-change-dialog.tsx'

interface RemoveNameDialogProps {
  /** What is removed: an alias, a tag. Null = the dialog is closed. */
  readonly name: string | null
  readonly words: {
    readonly removeTitle: (name: string) => string
    readonly removed: (name: string) => string
    readonly keep: string
    readonly removeAct: string
    readonly notRemoved: string
  }
  readonly change: StandingChange
  readonly onRemove: (name: string, onSuccess: () => void) => void
  readonly onClose: () => void
  /** What it means that it goes. */
  readonly children: (name: string) => ReactNode
}

/** Asks before something that has a name is taken from a key. */
export function RemoveNameDialog(props: RemoveNameDialogProps) {
  const { name, words, change, onRemove, onClose, children } = props
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(name ?? '')
  if (name !== null && name !== shown) setShown(name)
  const done = () => {
    say(words.removed(shown))
    onClose()
  }
  return (
    <KeyChangeDialog
      opened={name !== null}
      title={words.removeTitle(shown)}
      keep={words.keep}
      act={words.removeAct}
      failed={words.notRemoved}
      change={change}
      onClose={onClose}
      onAct={() => onRemove(shown, done)}
    >
      {children(shown)}
    </KeyChangeDialog>
  )
}
