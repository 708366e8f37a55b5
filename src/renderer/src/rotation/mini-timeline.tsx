import type { Segment } from './segments.ts'
import { percentOf, type TimeScale } from './time-scale.ts'

interface MiniTimelineProps {
  readonly segments: readonly Segment[]
  readonly scale: TimeScale
  readonly now: Date
  /** What it shows, for a screen reader. */
  readonly label: string
}

/** A key's materials on the scale that all keys of the table share. */
export function MiniTimeline({ segments, scale, now, label }: MiniTimelineProps) {
  return (
    <figure className="mini" aria-label={label}>
      {segments
        .filter(({ to }) => to > scale.from)
        .map(({ number, from, to, kind }) => {
          const left = percentOf(scale, from)
          const width = percentOf(scale, to) - left
          return (
            <span
              key={number}
              className={`mini-seg seg-${kind}`}
              style={{ left: `${left}%`, width: `calc(${width}% - 2px)` }}
            />
          )
        })}
      <span className="mini-today" style={{ left: `${percentOf(scale, now.getTime())}%` }} />
    </figure>
  )
}
