import type { KeyDialogProps } from './key-dialog-props.ts'

/** Schedules the deletion of a key. */
export function DeletionDialog({ opened }: KeyDialogProps) {
  return opened ? <div /> : null
}
