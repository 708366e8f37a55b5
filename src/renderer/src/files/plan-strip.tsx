import { Switch } from '@mantine/core'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import { Segments } from '../ui/segments.tsx'
import { planText } from '../words/files-text.ts'
import { chooseForBatch } from './plan-actions.ts'

interface PlanStripProps {
  readonly plan: Plan
  /** Whether a folder was dropped or chosen. */
  readonly folder: boolean
}

/** Above the plan's table: the one choice that changes what the table says. */
export function PlanStrip({ plan, folder }: PlanStripProps) {
  const { intent, folders, original } = plan.options
  if (intent === 'move') return <Moving original={original} />
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

function Moving({ original }: Pick<PlanOptions, 'original'>) {
  return (
    <div className="strip">
      <p>{planText.moving}</p>
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
