import type { PlanOptions } from '../../src/shared/model/plan.ts'

/** The options of a plan as a fresh profile has them, with no key chosen yet. */
export const defaultPlanOptions: PlanOptions = {
  intent: 'auto',
  doors: [],
  recovery: 'never',
  ifExists: 'number',
  verify: true,
  frameLength: 'auto',
  output: 'beside',
  suite: '0478',
  format: 'message',
  folders: 'eachFile',
  archives: 'unpack',
  context: [],
  original: 'keep',
  keepTimes: false,
  reuseDataKey: false,
}
