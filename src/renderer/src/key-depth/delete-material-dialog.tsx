import type { KeyDialogProps } from './key-dialog-props.ts'

/** Deletes imported key material. */
export function DeleteMaterialDialog({ opened }: KeyDialogProps) {
  return opened ? <div /> : null
}
