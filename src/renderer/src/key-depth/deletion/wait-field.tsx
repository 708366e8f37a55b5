import { NumberInput } from '@mantine/core'
import { date } from '../../format/dates.ts'
import { useNow } from '../../ui/use-now.ts'
import { deletionText as words } from '../../words/deletion-text.ts'
import { deletionDate, deletionDays, isWait } from './deletion-state.ts'

interface WaitFieldProps {
  /** NaN where the field is empty. */
  readonly days: number
  /** What comes on that day. */
  readonly hint: (date: string) => string
  readonly onChange: (days: number) => void
}

/** How many days the deletion waits: a slider, and the number for those who type. */
export function WaitField({ days, hint, onChange }: WaitFieldProps) {
  const now = useNow()
  return (
    <div className="wait">
      <NumberInput
        label={words.days}
        value={Number.isNaN(days) ? '' : days}
        min={deletionDays.least}
        max={deletionDays.most}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        error={isWait(days) ? null : words.daysFault}
        onChange={(next) => onChange(next === '' ? Number.NaN : Number(next))}
      />
      <div className="wait-slide">
        <input
          type="range"
          aria-label={words.days}
          aria-valuetext={isWait(days) ? words.daysOf(days) : undefined}
          min={deletionDays.least}
          max={deletionDays.most}
          value={isWait(days) ? days : deletionDays.usual}
          onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        <span className="small dim">
          {isWait(days) ? hint(date(deletionDate(days, now))) : words.daysFault}
        </span>
      </div>
    </div>
  )
}
