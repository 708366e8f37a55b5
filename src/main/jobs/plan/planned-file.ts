import type { PlanItem } from '../../../shared/model/plan.ts'
import type { SurveyedItem } from './surveyed-item.ts'

/** A file of a plan that will be started, or a folder that becomes one: what a job needs to know, paths included. */
export interface PlannedFile {
  /** `item.doors` are those of the header. */
  readonly item: SurveyedItem
  readonly shown: PlanItem
  readonly source: string
  /** Where a message is verified nothing is written, and this is where it lies. */
  readonly target: ResultPlace
  /** The person agreed to open the message that `item` found, no other, although it does not commit to its key. */
  readonly agreed: boolean
  /** A moved message takes the name of its source, which goes to the trash: `target` is that very name. */
  readonly replaces: boolean
  /** Without one of these connections it cannot be opened; null where it is not opened, or can be without. */
  readonly opensThrough: readonly string[] | null
}

/** Where a result goes. The folder may have to be made, below `existingFolder` only. */
export interface ResultPlace {
  readonly folder: string
  readonly existingFolder: string
  readonly name: string
}
