import type { KeyRow } from '../../../../shared/model/key.ts'

/** What a step of rotating by hand is about. `successor` undefined: none was made or chosen yet. */
export interface ByHandProps {
  readonly row: KeyRow
  readonly successor: KeyRow | undefined
}
