import type { Plan } from '../../../shared/model/plan.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { CommitBar } from './commit-bar.tsx'
import { NeedsYou } from './needs-you.tsx'
import { OptionsPanel } from './options-panel.tsx'
import { batchChoices, optionsFor, optionsOpen } from './options-state.ts'
import { groupItems, type PlanState } from './plan-state.ts'
import { PlanKeys } from './plan-keys.tsx'
import { PlanStrip } from './plan-strip.tsx'
import { PlanTable } from './plan-table.tsx'

interface PlanViewProps {
  readonly state: Extract<PlanState, { kind: 'ready' }>
  readonly settings: Settings
}

/** The plan: what will happen to each file, what needs the person, and the bar that starts it. */
export function PlanView({ state, settings }: PlanViewProps) {
  const groups = groupItems(state.plan, state.decisions)
  const open = optionsOpen.use()
  const options = optionsFor(settings, batchChoices.use(), state.plan.options.intent)
  return (
    <>
      <div className="split">
        <div className="plan">
          <PlanStrip plan={state.plan} options={options} folder={state.folder} />
          <PlanTable plan={state.plan} groups={groups} />
        </div>
        {open && <OptionsPanel settings={settings} />}
      </div>
      {/* Below both, so that an open options panel never covers what needs the person. */}
      <PlanProblem state={state} />
      <NeedsYou items={groups.needs} intent={state.plan.options.intent} />
      <PlanKeys plan={state.plan} />
      <CommitBar state={state} groups={groups} />
    </>
  )
}

/** A problem with the plan as a whole. That no key is chosen is said at the button, beside the picker that cures it. */
function PlanProblem({ state }: Pick<PlanViewProps, 'state'>) {
  const problem = state.problem ?? wholeProblem(state.plan)
  if (problem === null) return null
  return (
    <div className="plan-problem">
      <ProblemPanel problem={problem} tone="amber" />
    </div>
  )
}

const wholeProblem = (plan: Plan) => (plan.problem?.code === 'NO_DOORS_CHOSEN' ? null : plan.problem)
