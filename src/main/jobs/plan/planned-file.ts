import type { PlanItem } from '../../../shared/model/plan.ts'
import type { SurveyedItem } from './surveyed-item.ts'

/** A file of a plan that will be started: what a job needs to know, paths included. */
export interface PlannedFile {
  readonly item: SurveyedItem
  readonly shown: PlanItem
  readonly source: string
  readonly target: ResultPlace
}

/** Where a result goes. The folder may have to be made, below `existingFolder` only. */
export interface ResultPlace {
  readonly folder: string
  readonly existingFolder: string
  readonly name: string
}
