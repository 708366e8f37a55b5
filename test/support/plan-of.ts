import type { Plan, PlanItem, PlanOptions } from '../../src/shared/model/plan.ts'
import { plan as planSchema } from '../../src/shared/model/plan.ts'
import type { Files } from '../../src/main/jobs/files/files.ts'
import { defaultOptions, jobsIn } from './jobs-room.ts'
import type { Room } from './jobs-room.ts'

/** The plan of paths in a room, checked against its schema. */
export async function planOf(
  room: Room,
  paths: readonly string[],
  more: { options?: Partial<PlanOptions>; files?: Files; maxFiles?: number } = {},
): Promise<Plan> {
  const { options, ...rest } = more
  const made = await jobsIn(room, rest).jobs.plan(paths, { ...defaultOptions, ...options })
  return planSchema.parse(made)
}

/** The one item of a plan. */
export const only = (plan: Plan): PlanItem => {
  const [item, ...others] = plan.items
  if (item === undefined || others.length > 0) throw new Error(`one item expected: ${plan.items.length}`)
  return item
}

/** The code of the problem of the one item of a plan. */
export const codeOf = async (...args: Parameters<typeof planOf>) => only(await planOf(...args)).problem?.code
