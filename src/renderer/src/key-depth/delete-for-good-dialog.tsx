import { useState } from 'react'
import type { CallOutput } from '../../../shared/contract.ts'
import { deleteForGoodText as words } from '../words/deletion-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { DeletedForGood } from './deletion/deleted-for-good.tsx'
import { ForGoodForm } from './deletion/for-good-form.tsx'
import { KeyDialog } from './key-dialog.tsx'
import type { KeyDialogProps } from './key-dialog-props.ts'

/** Deletes a key of this computer whose wait is over, and says what was erased and what was not. */
export function DeleteForGoodDialog({ row, opened, onClose }: KeyDialogProps) {
  return (
    <KeyDialog opened={opened} onClose={onClose} title={words.title(keyName(row))} size={560}>
      <ForGood row={row} onClose={onClose} />
    </KeyDialog>
  )
}

function ForGood({ row, onClose }: Omit<KeyDialogProps, 'opened'>) {
  const [done, setDone] = useState<CallOutput<'manage.deleteKey'> | null>(null)
  // The key is gone from the list by now: the row is the one that the dialog was opened with.
  return done === null ? (
    <ForGoodForm row={row} onClose={onClose} onDone={setDone} />
  ) : (
    <DeletedForGood row={row} result={done} onClose={onClose} />
  )
}
