import { Switch } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import { Segments } from '../ui/segments.tsx'
import { movesNowhere } from './moves-nowhere.ts'
import { planText } from '../words/files-text.ts'
import { chooseForBatch } from './plan-actions.ts'

interface PlanStripProps {
  readonly plan: Plan
  /** As they are chosen now: the plan follows them in a moment. */
  readonly options: PlanOptions
  /** Whether a folder was dropped or chosen. */
  readonly folder: boolean
}

/** Above the plan's table: the one choice that changes what the table says. */
export function PlanStrip({ plan, options, folder }: PlanStripProps) {
  const { intent, folders, original } = options
  if (intent === 'move') return <Moving original={original} nowhere={movesNowhere(plan)} />
  if (intent === 'verify' || !folder || plan.encrypt.files === 0) return null
  return (
    <div className="strip">
      <span>{planText.dropped}</span>
      <Segments
        label={planText.dropped}
        options={[
          { value: 'eachFile', label: planText.eachFile },
          { value: 'oneFile', label: planText.oneFile },
        ]}
        value={folders}
        onChange={(choice) => void chooseForBatch({ folders: choice })}
      />
    </div>
  )
}

interface MovingProps extends Pick<PlanOptions, 'original'> {
  /** The files have exactly the doors that they would be moved to. */
  readonly nowhere: boolean
}

function Moving({ original, nowhere }: MovingProps) {
  return (
    <div className="strip">
      <div className="strip-say">
        <p>{planText.moving}</p>
        {nowhere && (
          <p className="strip-hint">
            <IconInfoCircle size={16} stroke={1.75} aria-hidden />
            {planText.movingNowhere}
          </p>
        )}
      </div>
      <Switch
        checked={original === 'trash'}
        onChange={(event) =>
          void chooseForBatch({ original: event.currentTarget.checked ? 'trash' : 'keep' })
        }
        label={planText.replace}
      />
    </div>
  )
}
