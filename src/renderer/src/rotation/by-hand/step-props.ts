import type { KeyRow } from '../../../../shared/model/key.ts'
import type { Succession } from '../../../../shared/model/settings.ts'

/** What a step of rotating by hand is about. */
export interface ByHandProps {
  readonly row: KeyRow
  /** Undefined: none was made or chosen yet, or it is not listed. */
  readonly successor: KeyRow | undefined
  /** How far it has come; undefined before anything was done. */
  readonly succession: Succession | undefined
}
