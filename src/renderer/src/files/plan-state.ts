import type { Plan, PlanDecision, PlanItem } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { PlanGroupName } from '../words/plan-groups.ts'
import { smallStore } from '../data/small-store.ts'

/** A person's answers, by item. */
export type Decisions = ReadonlyMap<string, PlanDecision['choice']>

/** How files came to be planned. */
export type PlanOrigin = 'dropped' | 'chosen'

/** The plan on the screen, if any. `busy`: it is being revised or started. `over`: what comes back if reading is cancelled. */
export type PlanState =
  | SettledPlanState
  | { readonly kind: 'reading'; readonly origin: PlanOrigin; readonly over: SettledPlanState }

type SettledPlanState =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | {
      readonly kind: 'ready'
      readonly plan: Plan
      /** Whether a folder was dropped or chosen. */
      readonly folder: boolean
      /** The options came with the plan, and go with it if it is discarded. */
      readonly ownOptions: boolean
      readonly decisions: Decisions
      readonly busy: boolean
      readonly problem: Problem | null
    }

/** The one plan that is shown. */
export const planState = smallStore<PlanState>({ kind: 'none' })

/** What is planned while nothing is read: the plan that reading covers, where it does. */
export const underneath = (state: PlanState): SettledPlanState =>
  state.kind === 'reading' ? state.over : state

const groupOfAction: Readonly<Record<PlanItem['action'], PlanGroupName>> = {
  encrypt: 'encrypt',
  pack: 'encrypt',
  open: 'open',
  unpack: 'open',
  verify: 'verify',
  move: 'move',
}

/** The group an item stands in. */
export const groupOf = (item: PlanItem): PlanGroupName => groupOfAction[item.action]

/** The items of a plan as the screen groups them. */
export interface PlanGroups extends Readonly<Record<PlanGroupName, readonly PlanItem[]>> {
  /** Items that need the person before they can go. */
  readonly needs: readonly PlanItem[]
  readonly leftOut: number
}

/**
 * Whether an item waits for the person. The answer to what a file's name leaves open may bring the next question, and only
 * agreeing answers that one.
 */
function needs(item: PlanItem, decision: PlanDecision['choice'] | undefined): boolean {
  if (item.problem !== null) return true
  if (item.question === 'doesNotCommit') return decision !== 'agree'
  return item.question !== null && decision === undefined
}

/** Splits a plan's items. An item that is left out is in no group; one whose question is answered needs nobody. */
export function groupItems(plan: Plan, decisions: Decisions): PlanGroups {
  const kept = plan.items.filter((item) => decisions.get(item.id) !== 'leaveOut')
  const waits = (item: PlanItem) => needs(item, decisions.get(item.id))
  const ready = kept.filter((item) => !waits(item))
  const inGroup = (group: PlanGroupName) => ready.filter((item) => groupOf(item) === group)
  return {
    encrypt: inGroup('encrypt'),
    open: inGroup('open'),
    verify: inGroup('verify'),
    move: inGroup('move'),
    needs: kept.filter(waits),
    leftOut: [...decisions.values()].filter((choice) => choice === 'leaveOut').length,
  }
}
