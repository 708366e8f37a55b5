import type { PlanOptions } from '../../../shared/model/plan.ts'
import { smallStore } from '../data/small-store.ts'

/** What a drop on the Files page does: it is planned with an intent, or only looked at. */
export type DropMode = PlanOptions['intent'] | 'inspect'

/** The mode of the next drop. It goes back to `auto` once a batch was started. */
export const dropMode = smallStore<DropMode>('auto')

/** The intent of a plan that is asked for in a mode; what is only looked at is planned as usual. */
export const intentOf = (mode: DropMode): PlanOptions['intent'] => (mode === 'inspect' ? 'auto' : mode)
