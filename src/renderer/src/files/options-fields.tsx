import { Select, Switch } from '@mantine/core'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { optionsText } from '../words/options-text.ts'

type Chosen = Pick<PlanOptions, 'ifExists' | 'verify' | 'folders'>

interface UsualFieldsProps {
  readonly value: Chosen
  readonly onChange: (change: Partial<Chosen>) => void
  /** Moved files are messages: there is no folder to make one file of. */
  readonly intent?: PlanOptions['intent']
  /** The check cannot be turned off while originals go to the trash. */
  readonly checkAlways?: boolean
}

/** The common choices, which Settings keeps and the options panel changes for one batch. */
export function UsualFields({ value, onChange, intent = 'auto', checkAlways = false }: UsualFieldsProps) {
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
      {intent === 'auto' && (
        <Select
          label={optionsText.folders}
          data={[
            { value: 'eachFile', label: optionsText.eachFile },
            { value: 'oneFile', label: optionsText.oneFile },
          ]}
          value={value.folders}
          onChange={(choice) => onChange({ folders: choice === 'oneFile' ? 'oneFile' : 'eachFile' })}
        />
      )}
      <Switch
        checked={value.verify || checkAlways}
        disabled={checkAlways}
        onChange={(event) => onChange({ verify: event.currentTarget.checked })}
        label={optionsText.check}
        description={checkAlways ? optionsText.checkAlways : optionsText.checkNote}
      />
    </>
  )
}
