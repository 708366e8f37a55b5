import { Select, Switch } from '@mantine/core'
import type { RecoveryChoice } from '../../../shared/model/door.ts'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import { recoveryDoorText as words } from '../words/options-text.ts'

interface RecoverySwitchProps {
  readonly options: PlanOptions
  readonly plan: Plan | null
  readonly onChange: (change: { readonly recovery: RecoveryChoice }) => void
}

/** The recovery kit's door for one batch. A KMS ciphertext blob has no doors. */
export function RecoverySwitch({ options, plan, onChange }: RecoverySwitchProps) {
  if (options.format !== 'message') return null
  const isOn = isChosen(options)
  return (
    <Switch
      checked={isOn}
      onChange={(event) => onChange({ recovery: event.currentTarget.checked ? 'always' : 'never' })}
      label={words.title}
      description={isOn ? noteOf(options, plan) : words.off}
    />
  )
}

interface RecoverySelectProps {
  readonly value: RecoveryChoice
  readonly onChange: (change: { readonly recovery: RecoveryChoice }) => void
}

/** When new files get the recovery kit's door, as a usual choice. */
export function RecoverySelect({ value, onChange }: RecoverySelectProps) {
  return (
    <Select
      label={words.title}
      description={value === 'always' ? words.bypasses : words.on}
      inputWrapperOrder={['label', 'input', 'description']}
      data={(['auto', 'always', 'never'] as const).map((choice) => ({
        value: choice,
        label: words.choices[choice],
      }))}
      allowDeselect={false}
      value={value}
      onChange={(choice) => {
        if (choice === 'auto' || choice === 'always' || choice === 'never') onChange({ recovery: choice })
      }}
    />
  )
}

function isChosen({ recovery, doors }: PlanOptions): boolean {
  return recovery === 'always' || (recovery === 'auto' && doors.some(({ service }) => service === 'local'))
}

function noteOf({ doors }: PlanOptions, plan: Plan | null): string {
  if (plan?.recoveryMissing) return words.missing[plan.recoveryMissing]
  return doors.some(({ service }) => service === 'aws') ? words.bypasses : words.on
}
