import { useState } from 'react'
import { rowOf } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { CancelDeletionDialog } from './cancel-deletion-dialog.tsx'
import { DeleteMaterialDialog } from './delete-material-dialog.tsx'
import { DeleteForGoodDialog } from './delete-for-good-dialog.tsx'
import { DeletionDialog } from './deletion-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { keyDialog, type OpenKeyDialog } from './key-dialog-state.ts'

/** The one dialog about a key that was opened by `keyDialog`, with the key as it is by now. */
export function KeyDialogs() {
  const open = keyDialog.use()
  const [last, setLast] = useState<OpenKeyDialog | null>(null)
  // A dialog that closes fades away with its content.
  if (open !== null && open !== last) setLast(open)
  const keys = useKeys().data ?? []
  if (last === null) return null
  const props = { row: rowOf(keys, last.row.ref) ?? last.row, opened: open !== null, onClose: close }
  const id = last.keyMaterialId
  switch (last.kind) {
    case 'delete':
      return <DeletionDialog {...props} />
    case 'deleteForGood':
      return <DeleteForGoodDialog {...props} />
    case 'keep':
      return <CancelDeletionDialog {...props} />
    case 'import':
      return (
        <ImportDialog
          {...props}
          {...(id === undefined
            ? {}
            : { start: { type: 'EXISTING_KEY_MATERIAL', from: 'file', keyMaterialId: id } })}
        />
      )
    default:
      return <DeleteMaterialDialog {...props} keyMaterialId={id ?? null} />
  }
}

const close = () => keyDialog.set(null)
