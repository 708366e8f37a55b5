import { type DropMode, dropMode } from './drop-mode.ts'
import { planState, underneath } from './plan-state.ts'

/** What the Files page is about now: the plan on the screen, else the next drop. */
export function useCurrentMode(): DropMode {
  const mode = dropMode.use()
  const plan = underneath(planState.use())
  return plan.kind === 'ready' ? plan.plan.options.intent : mode
}
