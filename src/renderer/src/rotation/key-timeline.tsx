import { date } from '../format/dates.ts'
import { rotationText } from '../words/rotation-text.ts'
import type { Segment } from './segments.ts'
import { percentOf, type TimeScale, yearsOf } from './time-scale.ts'

interface KeyTimelineProps {
  readonly segments: readonly Segment[]
  readonly scale: TimeScale
  readonly now: Date
  /** ISO 8601. */
  readonly createdAt: string | null
  readonly nextAt: string | null
}

/** Too narrow for a number, percent of the width. */
const narrow = 2.5

/** A key's whole life: each material a piece, the current one solid, what is to come dashed, today a bar. */
export function KeyTimeline({ segments, scale, now, createdAt, nextAt }: KeyTimelineProps) {
  const years = yearsOf(scale)
  return (
    <figure
      className="tl"
      aria-label={rotationText.timeline(segments.filter(({ kind }) => kind !== 'next').length)}
    >
      <div className="tl-years" aria-hidden>
        {years.map(({ year, at }) => (
          <span key={year} style={{ left: `${at}%` }}>
            {year}
          </span>
        ))}
      </div>
      <div className="tl-track" aria-hidden>
        {years.map(({ year, at }) => (
          <i key={year} className="tl-grid" style={{ left: `${at}%` }} />
        ))}
        {segments.map(({ number, from, to, kind }) => {
          const left = percentOf(scale, from)
          const width = percentOf(scale, to) - left
          return (
            <span
              key={number}
              className={`tl-seg seg-${kind}`}
              style={{ left: `${left}%`, width: `calc(${width}% - 2px)` }}
            >
              {width < narrow ? '' : number}
            </span>
          )
        })}
        <span className="tl-today" style={{ left: `${percentOf(scale, now.getTime())}%` }}>
          <b>{rotationText.today}</b>
        </span>
      </div>
      <div className="tl-foot" aria-hidden>
        {createdAt !== null && <span>{rotationText.made(date(createdAt))}</span>}
        {nextAt !== null && <span>{rotationText.next(date(nextAt))}</span>}
      </div>
    </figure>
  )
}
