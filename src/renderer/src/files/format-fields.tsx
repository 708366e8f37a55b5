import { Radio, Select, Switch } from '@mantine/core'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { frameBytes } from '../format/bytes.ts'
import { optionsText, suiteText } from '../words/options-text.ts'

type Chosen = Pick<PlanOptions, 'suite' | 'frameLength' | 'archives' | 'keepTimes'>

interface FormatFieldsProps {
  readonly value: Chosen
  readonly onChange: (change: Partial<Chosen>) => void
  /** Moved files stay what they are: nothing is unpacked. */
  readonly intent?: PlanOptions['intent']
  /** The frame length that "Automatic" comes to in the plan on the screen, bytes. */
  readonly autoFrameLength?: number | undefined
}

const suites = ['0478', '0578'] as const

const lengths: readonly { readonly value: number; readonly label: string }[] = [
  { value: 1_048_576, label: optionsText.fast },
  { value: 8192, label: optionsText.safe },
  { value: 4096, label: optionsText.small },
]

/** The rarer choices, which Settings keeps and the options panel changes for one batch. */
export function FormatFields({ value, onChange, intent = 'auto', autoFrameLength }: FormatFieldsProps) {
  return (
    <>
      <Radio.Group
        label={suiteText.title}
        value={value.suite}
        onChange={(choice) => onChange({ suite: choice === '0578' ? '0578' : '0478' })}
      >
        <div className="radios">
          {suites.map((suite) => (
            <Radio
              key={suite}
              size="xs"
              value={suite}
              label={suiteText[suite].name}
              description={suiteText[suite].text}
            />
          ))}
        </div>
      </Radio.Group>
      <Select
        label={optionsText.format}
        description={optionsText.formatNote}
        data={formats(value.frameLength, autoFrameLength)}
        value={String(value.frameLength)}
        onChange={(choice) =>
          onChange({ frameLength: choice === null || choice === 'auto' ? 'auto' : Number(choice) })
        }
      />
      {intent === 'auto' && (
        <>
          <Select
            label={optionsText.archives}
            description={optionsText.archivesNote}
            data={[
              { value: 'unpack', label: optionsText.unpack },
              { value: 'keep', label: optionsText.keepTar },
            ]}
            value={value.archives}
            onChange={(choice) => onChange({ archives: choice === 'keep' ? 'keep' : 'unpack' })}
          />
          <Switch
            checked={value.keepTimes}
            onChange={(event) => onChange({ keepTimes: event.currentTarget.checked })}
            label={optionsText.keepTimes}
            description={optionsText.keepTimesNote}
          />
        </>
      )}
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
