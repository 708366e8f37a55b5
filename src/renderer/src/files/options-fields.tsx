import { Select, Switch } from '@mantine/core'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { frameBytes } from '../format/bytes.ts'
import { optionsText } from '../words/files-text.ts'

type Chosen = Pick<PlanOptions, 'ifExists' | 'verify' | 'frameLength'>

interface OptionsFieldsProps {
  readonly value: Chosen
  readonly onChange: (change: Partial<Chosen>) => void
  /** The frame length that "Automatic" comes to in the plan on the screen, bytes. */
  readonly autoFrameLength?: number | undefined
}

const lengths: readonly { readonly value: number; readonly label: string }[] = [
  { value: 1_048_576, label: optionsText.fast },
  { value: 8192, label: optionsText.safe },
  { value: 4096, label: optionsText.small },
]

/** The choices that Settings keeps and the options panel changes for one batch. */
export function OptionsFields({ value, onChange, autoFrameLength }: OptionsFieldsProps) {
  return (
    <>
      <Select
        label={optionsText.exists}
        data={[
          { value: 'number', label: optionsText.number },
          { value: 'refuse', label: optionsText.refuse },
        ]}
        value={value.ifExists}
        onChange={(choice) => onChange({ ifExists: choice === 'refuse' ? 'refuse' : 'number' })}
      />
      <Select
        label={optionsText.format}
        description={optionsText.formatNote}
        data={formats(value.frameLength, autoFrameLength)}
        value={String(value.frameLength)}
        onChange={(choice) =>
          onChange({ frameLength: choice === null || choice === 'auto' ? 'auto' : Number(choice) })
        }
      />
      <Switch
        checked={value.verify}
        onChange={(event) => onChange({ verify: event.currentTarget.checked })}
        label={optionsText.check}
        description={optionsText.checkNote}
      />
    </>
  )
}

function formats(chosen: PlanOptions['frameLength'], auto: number | undefined) {
  const automatic = {
    value: 'auto',
    label: auto === undefined || chosen !== 'auto' ? optionsText.auto : optionsText.autoNow(frameBytes(auto)),
  }
  const known = lengths.map(({ value, label }) => ({ value: String(value), label }))
  const other =
    chosen === 'auto' || lengths.some(({ value }) => value === chosen)
      ? []
      : [{ value: String(chosen), label: optionsText.other(frameBytes(chosen)) }]
  return [automatic, ...known, ...other]
}
