import { useState } from 'react'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { aliasesText as words } from '../words/key-labels-text.ts'
import { KeyChangeDialog } from './key-change-dialog.tsx'

interface RemoveAliasDialogProps {
  readonly of: AwsKeyRef
  /** The alias to delete; null = the dialog is closed. */
  readonly name: string | null
  readonly onClose: () => void
}

/** Asks before an alias is deleted. */
export function RemoveAliasDialog({ of, name, onClose }: RemoveAliasDialogProps) {
  const remove = useKeyChange('manage.deleteAlias')
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(name ?? '')
  if (name !== null && name !== shown) setShown(name)
  const act = () =>
    remove.mutate(
      { ref: of, alias: shown },
      {
        onSuccess: () => {
          say(words.removed(shown))
          onClose()
        },
      },
    )
  return (
    <KeyChangeDialog
      opened={name !== null}
      title={words.removeTitle(shown)}
      keep={words.keep}
      act={words.removeAct}
      failed={words.notRemoved}
      change={remove}
      onClose={onClose}
      onAct={act}
    >
      <p className="mid soft">{words.removeText(shown)}</p>
      <p className="mid soft">{words.removeFiles}</p>
    </KeyChangeDialog>
  )
}
