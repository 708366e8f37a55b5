import { Button } from '@mantine/core'
import type { KeyRef } from '../../../../shared/model/key.ts'
import { refId } from '../../data/key-ref.ts'
import { useSettings } from '../../data/queries.ts'
import { chooseDoors } from '../../files/plan-actions.ts'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { Step } from './step.tsx'
import type { ByHandProps } from './step-props.ts'

/** Step 3: what Keyhold itself encrypts new files to. */
export function NewFilesStep({ row, successor }: ByHandProps) {
  const doors = useSettings().data?.doors ?? []
  const has = (ref: KeyRef | undefined) =>
    ref !== undefined && doors.some((door) => refId(door) === refId(ref))
  const replace = (from: KeyRef, to: KeyRef) =>
    void chooseDoors(doors.map((door) => (refId(door) === refId(from) ? to : door)))
  const usesSuccessor = has(successor?.ref)
  return (
    <Step number={3} title={words.stepThree} done={usesSuccessor}>
      <p className="mid soft">
        {usesSuccessor ? words.inUse : has(row.ref) ? words.stepThreeText : words.notChosen}
      </p>
      {successor !== undefined && has(row.ref) && (
        <div className="row">
          <Button
            size="compact-sm"
            disabled={!successor.canEncrypt}
            onClick={() => replace(row.ref, successor.ref)}
          >
            {words.encryptToIt}
          </Button>
        </div>
      )}
      {successor !== undefined && usesSuccessor && !has(row.ref) && (
        <div className="row">
          <Button size="compact-sm" variant="subtle" onClick={() => replace(successor.ref, row.ref)}>
            {words.encryptToOld}
          </Button>
        </div>
      )}
    </Step>
  )
}
