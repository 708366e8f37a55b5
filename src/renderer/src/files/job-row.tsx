import { Progress, UnstyledButton } from '@mantine/core'
import type { JobRow } from '../../../shared/model/job.ts'
import { isOver } from '../data/jobs-state.ts'
import { rate } from '../format/bytes.ts'
import { exactTime, timeOfDay } from '../format/dates.ts'
import { percent, timeLeft } from '../format/times.ts'
import { FileName } from '../ui/file-name.tsx'
import { Size } from '../ui/size.tsx'
import { jobsText } from '../words/files-text.ts'
import { rowLine, rowName, rowNote, rowState, rowTook } from '../words/job-words.ts'
import { openDetails } from './details-state.ts'
import { JobEnd } from './job-end.tsx'
import { JobFailure } from './job-failure.tsx'
import { JobStateIcon } from './job-state-icon.tsx'

interface JobRowViewProps {
  readonly row: JobRow
  /** Its place among all rows of its list, from 1, and how many there are: not all are drawn. */
  readonly position: number
  readonly total: number
  readonly index: number
  readonly measure: (element: HTMLElement | null) => void
}

/** One file as a row: state, name, size, progress or result, and what can be done. A failed row grows. */
export function JobRowView({ row, position, total, index, measure }: JobRowViewProps) {
  const open = openDetails.use() === row.id
  const done = row.phase === 'done'
  const note = rowNote(row)
  const line = rowLine(row)
  return (
    <li
      ref={measure}
      data-index={index}
      data-phase={row.phase}
      data-selected={open || undefined}
      className={done ? 'job opens' : 'job'}
      aria-posinset={position}
      aria-setsize={total}
    >
      <span className="st">
        <JobStateIcon row={row} />
      </span>
      <div className="job-name">
        <div className="l1">
          {done ? (
            <UnstyledButton
              className="job-open"
              aria-haspopup="dialog"
              onClick={() => openDetails.set(row.id)}
            >
              <FileName name={rowName(row)} />
            </UnstyledButton>
          ) : (
            <FileName name={rowName(row)} />
          )}
        </div>
        {line !== '' && <div className="l2 ell">{line}</div>}
      </div>
      <span className="num soft">
        <Size of={done ? (row.resultSize ?? row.size) : row.size} />
      </span>
      <div className="job-what">
        {isOver(row) ? <Outcome row={row} /> : row.phase === 'waiting' ? <Waiting /> : <Running row={row} />}
      </div>
      <div className="job-end">
        <JobEnd row={row} />
      </div>
      {row.phase === 'failed' && <JobFailure row={row} />}
      {note !== '' && <p className="job-say">{note}</p>}
    </li>
  )
}

const Waiting = () => <span className="dim">Waiting</span>

const outcomeTone = (row: JobRow): string => {
  if (row.phase === 'failed') return 't-red strong'
  return row.phase === 'done' && row.verified ? 't-green strong' : 'soft'
}

function Outcome({ row }: { readonly row: JobRow }) {
  return (
    <>
      <div className="grow ell">
        <span className={outcomeTone(row)}>{rowState(row)}</span>{' '}
        {row.phase === 'done' && <span className="dim">{rowTook(row)}</span>}
      </div>
      {row.finishedAt !== null && (
        <time className="dim" dateTime={row.finishedAt} title={exactTime(row.finishedAt)}>
          {timeOfDay(row.finishedAt)}
        </time>
      )}
    </>
  )
}

function Running({ row }: { readonly row: JobRow }) {
  const done = percent(row.bytesDone, row.size)
  return (
    <div className="run">
      <div className="row">
        <span className="strong">{done} %</span>
        <span className="dim grow">{row.rate === null ? '' : rate(row.rate)}</span>
        <span>{row.secondsLeft === null ? '' : timeLeft(row.secondsLeft)}</span>
      </div>
      <Progress value={done} aria-label={jobsText.oneOf(row.name, done)} />
    </div>
  )
}
