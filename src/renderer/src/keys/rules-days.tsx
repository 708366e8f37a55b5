import type { KeyRow } from '../../../shared/model/key.ts'
import { DayField } from '../ui/day-field.tsx'
import { rulesText as words } from '../words/rules-text.ts'
import { daysContradict, type RulesFields } from './rules-state.ts'

interface RulesDaysProps {
  readonly row: KeyRow
  readonly fields: RulesFields
  readonly onChange: (part: Partial<RulesFields>) => void
}

/** The days on which the key may make something new. Empty fields set no bound. */
export function RulesDays({ row, fields, onChange }: RulesDaysProps) {
  const when = words.when(row.usage)
  return (
    <section aria-label={when}>
      <h3 className="field-title">{when}</h3>
      <div className="two-fields">
        <DayField
          label={words.from}
          hint={words.fromHint}
          value={fields.firstDay}
          onChange={(firstDay) => onChange({ firstDay })}
        />
        <DayField
          label={words.until}
          hint={words.untilHint}
          value={fields.lastDay}
          error={daysContradict(fields) ? words.daysFault : null}
          onChange={(lastDay) => onChange({ lastDay })}
        />
      </div>
    </section>
  )
}
