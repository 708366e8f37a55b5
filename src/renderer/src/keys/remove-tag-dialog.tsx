import { useState } from 'react'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { tagsText as words } from '../words/key-labels-text.ts'
import { KeyChangeDialog } from './key-change-dialog.tsx'

interface RemoveTagDialogProps {
  readonly of: AwsKeyRef
  /** The tag to remove; null = the dialog is closed. */
  readonly name: string | null
  readonly onClose: () => void
}

/** Asks before a tag is removed: policies may look for it. */
export function RemoveTagDialog({ of, name, onClose }: RemoveTagDialogProps) {
  const remove = useKeyChange('manage.setTags')
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(name ?? '')
  if (name !== null && name !== shown) setShown(name)
  const act = () =>
    remove.mutate(
      { ref: of, set: {}, remove: [shown] },
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
      <p className="mid soft">{words.removeText}</p>
    </KeyChangeDialog>
  )
}
