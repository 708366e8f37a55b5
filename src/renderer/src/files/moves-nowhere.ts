import type { DoorLabel, Plan } from '../../../shared/model/plan.ts'

const nameOf = ({ kind, name, where }: DoorLabel): string => `${kind} ${where} ${name}`

const namesOf = (doors: readonly DoorLabel[]): string => doors.map(nameOf).toSorted().join('\n')

/** Whether every file of the plan already has exactly the doors that it would be moved to. */
export function movesNowhere(plan: Plan): boolean {
  const wanted = namesOf(plan.doors)
  return plan.items.length > 0 && plan.items.every((item) => namesOf(item.doors) === wanted)
}
