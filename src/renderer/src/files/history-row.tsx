import { Checkbox } from '@mantine/core'
import {
  IconArrowsShuffle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleX,
  IconFolderOpen,
  IconInfoCircle,
  IconShieldCheck,
} from '@tabler/icons-react'
import { memo } from 'react'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { date, dayName, exactTime, timeOfDay } from '../format/dates.ts'
import { DotsMenu, type RowAct } from '../ui/dots-menu.tsx'
import { FileName } from '../ui/file-name.tsx'
import { namedIcon } from '../ui/named-icon.ts'
import { Size } from '../ui/size.tsx'
import { useNow } from '../ui/use-now.ts'
import { jobsText } from '../words/files-text.ts'
import { canWorkOn, entryLine, entryName, entryState, historyText as words } from '../words/history-words.ts'
import { inspectHistory } from './inspect-state.ts'
import { revealHistory } from './job-actions.ts'
import { planHistory } from './plan-reading.ts'

interface HistoryRowProps {
  readonly entry: HistoryEntry
  readonly selected: boolean
  /** The same function each time: the rows above change ten times a second, these do not. */
  readonly onSelect: (id: number, selected: boolean) => void
}

/** One file that was worked on earlier. */
export const HistoryRow = memo(function HistoryRow({ entry, selected, onSelect }: HistoryRowProps) {
  const name = entryName(entry)
  return (
    <li className="job past" data-selected={selected || undefined}>
      <span className="st">
        {canWorkOn(entry) && name !== null ? (
          <Checkbox
            size="xs"
            aria-label={words.select(name)}
            checked={selected}
            onChange={(event) => onSelect(entry.id, event.currentTarget.checked)}
          />
        ) : null}
      </span>
      <div className="job-name">
        <div className="l1">
          {name === null ? <span className="dim">{words.forgotten}</span> : <FileName name={name} />}
        </div>
        <div className="l2 ell" title={entryLine(entry)}>
          {entryLine(entry)}
          {entry.resultFolder !== null && ` · ${entry.resultFolder}`}
        </div>
      </div>
      <span className="num soft">
        <Size of={entry.resultSize ?? entry.size} />
      </span>
      <Outcome entry={entry} />
      <div className="job-end">
        {name !== null && <DotsMenu label={jobsText.actions(name)} acts={actsOf(entry)} />}
      </div>
    </li>
  )
})

function Outcome({ entry }: { readonly entry: HistoryEntry }) {
  const state = entryState(entry)
  const failed = entry.code !== null
  const Glyph = failed ? IconCircleX : entry.verified ? IconCircleCheckFilled : IconCircleCheck
  const tone = failed ? 'red' : entry.verified ? 'green' : 'dim'
  const today = dayName(entry.at, useNow()) === 'Today'
  return (
    <div className="job-what">
      <Glyph className={`i-${tone}`} size={16} {...namedIcon(state)} />
      <span className="grow ell soft">{state}</span>
      <time className="dim" dateTime={entry.at} title={exactTime(entry.at)}>
        {today ? timeOfDay(entry.at) : date(entry.at)}
      </time>
    </div>
  )
}

function actsOf(entry: HistoryEntry): readonly RowAct[] {
  const reveal: RowAct = {
    label: jobsText.reveal,
    icon: IconFolderOpen,
    run: async () => await revealHistory(entry.id),
  }
  if (!canWorkOn(entry)) return [reveal]
  return [
    reveal,
    {
      label: jobsText.verify,
      icon: IconShieldCheck,
      run: async () => await planHistory([entry.id], 'verify'),
    },
    {
      label: jobsText.moveTo,
      icon: IconArrowsShuffle,
      run: async () => await planHistory([entry.id], 'move'),
    },
    {
      label: jobsText.inspect,
      icon: IconInfoCircle,
      run: async () => await inspectHistory(entry.id),
    },
  ]
}
