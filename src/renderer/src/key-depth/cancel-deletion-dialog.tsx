import type { KeyDialogProps } from './key-dialog-props.ts'

/** Keeps a key that was to be deleted. */
export function CancelDeletionDialog({ opened }: KeyDialogProps) {
  return opened ? <div /> : null
}
