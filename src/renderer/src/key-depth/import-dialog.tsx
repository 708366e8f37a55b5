import { refId } from '../data/key-ref.ts'
import { importText } from '../words/import-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { ImportForm } from './import/import-form.tsx'
import type { ImportFields } from './import/import-fields.ts'
import { KeyDialog } from './key-dialog.tsx'
import type { KeyDialogProps } from './key-dialog-props.ts'

interface ImportDialogProps extends KeyDialogProps {
  /** What is asked for: which material again, or a new one to rotate to. Else what the key's state suggests. */
  readonly start?: Partial<Pick<ImportFields, 'type' | 'keyMaterialId' | 'from'>>
}

/** Imports key material, from end to end. */
export function ImportDialog({ row, opened, onClose, start }: ImportDialogProps) {
  return (
    <KeyDialog opened={opened} onClose={onClose} title={importText.title(keyName(row))} size={560}>
      <ImportForm
        key={refId(row.ref)}
        row={row}
        onClose={onClose}
        {...(start === undefined ? {} : { start })}
      />
    </KeyDialog>
  )
}
