import { keyName } from '../words/key-row-words.ts'
import { deletionText } from '../words/deletion-text.ts'
import { DeletionForm } from './deletion/deletion-form.tsx'
import { KeyDialog } from './key-dialog.tsx'
import type { KeyDialogProps } from './key-dialog-props.ts'

/** Schedules the deletion of a key, after saying what that does to files and what could be done instead. */
export function DeletionDialog({ row, opened, onClose }: KeyDialogProps) {
  return (
    <KeyDialog opened={opened} onClose={onClose} title={deletionText.title(keyName(row))} size={560}>
      <DeletionForm row={row} onClose={onClose} />
    </KeyDialog>
  )
}
