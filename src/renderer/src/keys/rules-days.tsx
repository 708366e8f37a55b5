import { TextInput } from '@mantine/core'
import { rulesText as words } from '../words/rules-text.ts'
import { daysContradict, type RulesFields } from './rules-state.ts'

interface RulesDaysProps {
  readonly fields: RulesFields
  readonly onChange: (part: Partial<RulesFields>) => void
}

/** The days on which the key may make something new. Empty fields set no bound. */
export function RulesDays({ fields, onChange }: RulesDaysProps) {
  return (
    <section aria-label={words.when}>
      <h3 className="field-title">{words.when}</h3>
      <div className="two-fields">
        <TextInput
          type="date"
          label={words.from}
          description={words.fromHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={fields.firstDay}
          onChange={(event) => onChange({ firstDay: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.until}
          description={words.untilHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={daysContradict(fields) ? words.daysFault : null}
          value={fields.lastDay}
          onChange={(event) => onChange({ lastDay: event.currentTarget.value })}
        />
      </div>
    </section>
  )
}
