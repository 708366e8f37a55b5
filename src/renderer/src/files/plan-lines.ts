import type { Plan, PlanItem } from '../../../shared/model/plan.ts'
import { planGroups, type PlanGroupName } from '../words/plan-groups.ts'
import type { PlanGroups } from './plan-state.ts'

/** One line of the plan's table: the head of a group, or a file. */
export type PlanLine =
  | {
      readonly kind: 'group'
      readonly group: PlanGroupName
      readonly files: number
      readonly bytes: number
      readonly items: readonly PlanItem[]
    }
  | { readonly kind: 'item'; readonly item: PlanItem }

/** The table's lines in order. A group's head counts all its files, the unlisted ones too. */
export function planLines(plan: Plan, groups: PlanGroups): readonly PlanLine[] {
  return planGroups.flatMap((group): readonly PlanLine[] => {
    const total = plan[group]
    if (total.files === 0) return []
    const items = groups[group]
    return [
      { kind: 'group', group, ...total, items },
      ...items.map((item): PlanLine => ({ kind: 'item', item })),
    ]
  })
}
