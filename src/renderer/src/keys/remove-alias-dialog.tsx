import type { KeyRef } from '../../../shared/model/key.ts'
import { useKeyChange } from '../data/key-change.ts'
import { aliasesText as words } from '../words/key-labels-text.ts'
import { RemoveNameDialog } from './remove-name-dialog.tsx'

interface RemoveAliasDialogProps {
  readonly of: KeyRef
  /** The alias to delete; null = the dialog is closed. */
  readonly name: string | null
  readonly onClose: () => void
}

/** Asks before an alias is deleted. */
export function RemoveAliasDialog({ of, name, onClose }: RemoveAliasDialogProps) {
  const remove = useKeyChange('manage.deleteAlias')
  return (
    <RemoveNameDialog
      name={name}
      words={words}
      change={remove}
      onRemove={(shown, onSuccess) => remove.mutate({ ref: of, alias: shown }, { onSuccess })}
      onClose={onClose}
    >
      {(shown) => (
        <>
          <p className="mid soft">
            {of.service === 'local' ? words.removeTextLocal : words.removeText(shown)}
          </p>
          <p className="mid soft">{words.removeFiles}</p>
        </>
      )}
    </RemoveNameDialog>
  )
}
