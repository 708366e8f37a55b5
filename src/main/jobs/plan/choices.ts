import type { PlanDecision, PlanOptions } from '../../../shared/model/plan.ts'

/** What a person chose for one plan. */
export interface Choices {
  readonly options: PlanOptions
  readonly decisions: ReadonlyMap<string, PlanDecision['choice']>
  /** The folder that `options.output` names; null = beside the originals. */
  readonly outputFolder: string | null
  /** Stops the drafting of a plan that nobody waits for. */
  readonly signal?: AbortSignal
}
