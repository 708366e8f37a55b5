import type { KeyDialogProps } from './key-dialog-props.ts'

/** Imports key material. */
export function ImportDialog({ opened }: KeyDialogProps) {
  return opened ? <div /> : null
}
