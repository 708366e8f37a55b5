import type { Plan, PlanItem, PlanOptions } from '../../src/shared/model/plan.ts'
import { plan as planSchema } from '../../src/shared/model/plan.ts'
import type { CreateJobsOptions } from '../../src/main/jobs/create-jobs.ts'
import { defaultOptions, jobsIn } from './jobs-room.ts'
import type { Room } from './jobs-room.ts'
import type { MemoryKeyServices } from './memory-key-services.ts'

/** The plan of paths in a room, checked against its schema. */
export async function planOf(
  room: Room,
  paths: readonly string[],
  more: Pick<Partial<CreateJobsOptions>, 'files' | 'maxFiles' | 'preferences'> & {
    options?: Partial<PlanOptions>
    keys?: MemoryKeyServices
  } = {},
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
