import type { KeyRow } from '../../../shared/model/key.ts'

/** What every dialog about one key is given. */
export interface KeyDialogProps {
  readonly row: KeyRow
  readonly opened: boolean
  readonly onClose: () => void
}
