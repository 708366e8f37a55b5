import { Switch } from '@mantine/core'
import { useState } from 'react'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { MoreToggle } from '../ui/more-toggle.tsx'
import { contextText, optionsText } from '../words/options-text.ts'
import { reuseCalls, reuseWithTimes } from '../words/plan-words.ts'
import { BlobField } from './blob-field.tsx'
import { ContextPairs } from './context-pairs.tsx'
import { FormatFields } from './format-fields.tsx'
import { moreChanged, reuseApplies } from './options-state.ts'
import { chooseForBatch } from './plan-actions.ts'

interface MoreOptionsProps {
  readonly options: PlanOptions
  readonly settings: Settings
  /** The plan on the screen, if there is one. */
  readonly plan: Plan | null
}

/** The rarer choices of the options panel, folded away until they are wanted. */
export function MoreOptions({ options, settings, plan }: MoreOptionsProps) {
  const changed = moreChanged(options, settings)
  const [open, setOpen] = useState(changed > 0)
  return (
    <div className="more">
      <MoreToggle open={open} onChange={setOpen}>
        {changed === 0 ? optionsText.more : optionsText.moreChosen(changed)}
      </MoreToggle>
      {open && (
        <>
          <FormatFields
            value={options}
            onChange={(change) => void chooseForBatch(change)}
            intent={options.intent}
            autoFrameLength={plan?.frameLength}
          />
          {options.intent === 'auto' && <BlobField options={options} />}
          <ContextPairs
            pairs={options.context}
            onChange={(context) => void chooseForBatch({ context: [...context] })}
            note={options.format === 'message' ? contextText.warning : contextText.warningBlob}
          />
          {reuseApplies(options, plan) && <Reuse options={options} plan={plan} />}
        </>
      )}
    </div>
  )
}

function Reuse({ options, plan }: Pick<MoreOptionsProps, 'options' | 'plan'>) {
  const saves = plan === null ? [] : reuseCalls(plan)
  const kept = reuseWithTimes(options)
  return (
    <Switch
      checked={options.reuseDataKey}
      onChange={(event) => void chooseForBatch({ reuseDataKey: event.currentTarget.checked })}
      label={optionsText.reuse}
      description={[...saves, ...(kept === null ? [] : [kept]), optionsText.reuseNote].join(' ')}
    />
  )
}
