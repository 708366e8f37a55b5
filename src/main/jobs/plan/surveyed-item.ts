import type { Problem } from '../../../shared/model/problem.ts'
import type { PlanItem } from '../../../shared/model/plan.ts'
import type { DoorName } from '../../message/encrypted-data-key.ts'

/** Where something that was dropped lies. */
export interface Place {
  /** The whole path. Never leaves the main process. */
  readonly path: string
  /** The same with every link in its folders resolved: one file, one such path. */
  readonly realPath: string
  /** Folders between what was dropped and this, '' at its top. */
  readonly inside: string
  /** The same with the dropped folder's own name in front: the tree that an output folder is given. */
  readonly tree: string
}

/** One file as the survey found it, before any choice. Or a problem: a thing that cannot be worked on, or a folder that cannot be read. */
export interface SurveyedItem extends Place {
  /** The same in every revision of a plan. */
  readonly id: string
  readonly size: number
  readonly suggestion: PlanItem['action']
  readonly question: PlanItem['question']
  /** Of the header, read and not yet authenticated; null for a file that is no message. See `keptDoors`. */
  readonly doors: readonly DoorName[] | null
  /** Stands in the way whatever is chosen. */
  readonly problem: Problem | null
  /** Stands in the way of opening only: the message is cut, unsupported, or none. */
  readonly openProblem: Problem | null
}

/** All that was found under the dropped paths. `tooMany` is the limit that cut the search short, or null. */
export interface Survey {
  readonly items: readonly SurveyedItem[]
  readonly tooMany: number | null
}
