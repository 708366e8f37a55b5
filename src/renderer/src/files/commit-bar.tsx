import { Button } from '@mantine/core'
import { filesText, planText } from '../words/files-text.ts'
import { planButton, planFacts, planObstacle, planTotals } from '../words/plan-words.ts'
import { decide, startPlan } from './plan-actions.ts'
import { discardPlan } from './plan-reading.ts'
import type { PlanGroups, PlanState } from './plan-state.ts'

interface CommitBarProps {
  readonly state: Extract<PlanState, { kind: 'ready' }>
  readonly groups: PlanGroups
}

/** The bar under the plan: the numbers, and the button that repeats them. A disabled button has its reason beside it. */
export function CommitBar({ state, groups }: CommitBarProps) {
  const { plan, busy } = state
  // Questions are no problems, and what is not listed asks none here.
  const needs = Math.max(groups.needs.length, plan.problems)
  const obstacle = planObstacle(plan, needs)
  const leftOut = [...state.decisions].filter(([, choice]) => choice === 'leaveOut').map(([id]) => id)
  return (
    <fieldset className="commit" aria-label={planText.plan}>
      <div className="grow">
        <div className="strong tnum">{planTotals(plan)}</div>
        <div className="mid dim tnum">
          {planFacts(plan, needs)}
          {groups.leftOut > 0 && (
            <>
              {` · ${planText.leftOut(groups.leftOut)} `}
              <Button
                size="compact-xs"
                variant="subtle"
                className="link"
                onClick={() => void decide(leftOut, null)}
              >
                {planText.putBack}
              </Button>
            </>
          )}
        </div>
      </div>
      {obstacle !== null && <span className="mid soft commit-why">{obstacle}</span>}
      <Button variant="subtle" size="lg" onClick={() => void discardPlan()}>
        {filesText.cancel}
      </Button>
      <Button
        variant="filled"
        size="lg"
        disabled={obstacle !== null || busy}
        onClick={() => void startPlan()}
      >
        {planButton(plan)}
      </Button>
    </fieldset>
  )
}
