import { Button } from '@mantine/core'
import { goTo } from '../../app/place.ts'
import { useCoverage } from '../../data/queries.ts'
import { chooseDoors } from '../../files/plan-actions.ts'
import { planCoverage } from '../../files/plan-reading.ts'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { keyName } from '../../words/key-row-words.ts'
import { rotationText } from '../../words/rotation-text.ts'
import { shownFiles } from '../covered-files-state.ts'
import { Step } from './step.tsx'
import type { ByHandProps } from './step-props.ts'

/** Step 4: the known files that still name the old key, and the offer to move them. A plan comes first. */
export function FilesStep({ row, successor }: ByHandProps) {
  const keyId = row.arn ?? row.keyId
  const coverage = useCoverage().data
  const files = coverage?.keys.find((each) => each.keyId === keyId)?.files ?? 0
  const selection = { keyId, which: 'all', keyMaterialId: null } as const
  const move = async () => {
    if (successor === undefined) return
    await chooseDoors([successor.ref])
    goTo('files')
    await planCoverage(selection, 'move')
  }
  return (
    <Step
      number={4}
      title={words.stepFour}
      done={coverage !== undefined && files === 0 && successor !== undefined}
    >
      <p className="mid soft">{files === 0 ? words.stepFourNone : words.stepFourText(files)}</p>
      {files > 0 && (
        <div className="row">
          <Button
            size="compact-sm"
            onClick={() => shownFiles.set({ title: rotationText.filesOf(keyName(row)), selection })}
          >
            {words.show(files)}
          </Button>
          <Button
            size="compact-sm"
            disabled={successor === undefined || !successor.canEncrypt}
            onClick={() => void move()}
          >
            {words.move(files)}
          </Button>
        </div>
      )}
    </Step>
  )
}
