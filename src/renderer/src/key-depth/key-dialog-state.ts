import type { KeyRow } from '../../../shared/model/key.ts'
import { smallStore } from '../data/small-store.ts'

/** A dialog about a key that must outlive the button that opened it: what it does changes the key's state. */
export interface OpenKeyDialog {
  readonly kind: 'delete' | 'deleteForGood' | 'keep' | 'import' | 'deleteMaterial'
  readonly row: KeyRow
  /** Of what is imported again, or deleted; left out = the only one, or the current one. */
  readonly keyMaterialId?: string
}

/** The dialog that is open; null = none. */
export const keyDialog = smallStore<OpenKeyDialog | null>(null)
