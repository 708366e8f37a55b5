import { Button } from '@mantine/core'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { say } from '../../data/notice.ts'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { keyName } from '../../words/key-row-words.ts'
import { finishSuccession } from '../successors.ts'
import { Step } from './step.tsx'

interface FinishStepProps {
  readonly row: KeyRow
  readonly number: number
  /** Whether anything was begun. */
  readonly begun: boolean
  readonly onFinish: () => void
}

/** The last step: what was remembered to take things back is dropped. Nothing happens to any key. */
export function FinishStep({ row, number, begun, onFinish }: FinishStepProps) {
  const finish = async () => {
    await finishSuccession(row.ref)
    onFinish()
    say(words.finished(keyName(row)))
  }
  return (
    <Step number={number} title={words.stepLast} done={false}>
      <p className="mid soft">{words.last}</p>
      <p className="mid soft">{words.stepLastText}</p>
      <div className="row">
        <Button size="compact-sm" disabled={!begun} onClick={() => void finish()}>
          {words.finish}
        </Button>
      </div>
    </Step>
  )
}
