import type { KeyRef } from '../../../shared/model/key.ts'
import { useKeyChange } from '../data/key-change.ts'
import { removeTagHere, tagsText as words } from '../words/key-labels-text.ts'
import { RemoveNameDialog } from './remove-name-dialog.tsx'

interface RemoveTagDialogProps {
  readonly of: KeyRef
  /** The tag to remove; null = the dialog is closed. */
  readonly name: string | null
  readonly onClose: () => void
}

/** Asks before a tag is removed: policies may look for it. */
export function RemoveTagDialog({ of, name, onClose }: RemoveTagDialogProps) {
  const remove = useKeyChange('manage.setTags')
  return (
    <RemoveNameDialog
      name={name}
      words={words}
      change={remove}
      onRemove={(shown, onSuccess) => remove.mutate({ ref: of, set: {}, remove: [shown] }, { onSuccess })}
      onClose={onClose}
    >
      {() => <p className="mid soft">{of.service === 'local' ? removeTagHere : words.removeText}</p>}
    </RemoveNameDialog>
  )
}
