import { Button } from '@mantine/core'
import { useState } from 'react'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { Step } from './step.tsx'
import type { ByHandProps } from './step-props.ts'

/** Step 2: each alias of the old key pointed at the successor, and back where wanted. */
export function AliasStep({ row, successor }: ByHandProps) {
  const retarget = useKeyChange('manage.retargetAlias')
  const [moved, setMoved] = useState<readonly string[]>([])
  const waiting = row.aliases.filter((alias) => !moved.includes(alias))
  const done = successor !== undefined && waiting.length === 0 && moved.length > 0
  const point = (alias: string, forward: boolean) => {
    const target = forward ? successor?.ref : row.ref
    if (target === undefined || target.service === 'local') return
    retarget.mutate(
      { ref: target, alias },
      {
        onSuccess: () => setMoved(forward ? [...moved, alias] : moved.filter((each) => each !== alias)),
      },
    )
  }
  return (
    <Step number={2} title={words.stepTwo} done={done}>
      <p className="mid soft">{words.stepTwoText}</p>
      {row.aliases.length + moved.length === 0 && <p className="mid dim">{words.noAlias}</p>}
      {successor === undefined && <p className="mid dim">{words.firstChoose}</p>}
      <ul className="by-hand-l">
        {waiting.map((alias) => (
          <li key={alias}>
            <Button
              size="compact-sm"
              disabled={successor === undefined || retarget.isPending}
              onClick={() => point(alias, true)}
            >
              {words.point(alias)}
            </Button>
          </li>
        ))}
        {moved.map((alias) => (
          <li key={alias} className="row">
            <span className="mid strong">{words.pointed(alias)}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={retarget.isPending}
              onClick={() => point(alias, false)}
            >
              {words.pointBack(alias)}
            </Button>
          </li>
        ))}
      </ul>
      {retarget.error !== null && (
        <ProblemPanel problem={problemOf(retarget.error)} what={words.notPointed} />
      )}
    </Step>
  )
}
