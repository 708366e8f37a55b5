import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconClockHour4 } from '@tabler/icons-react'
import type { Timeline } from '../../../shared/model/coverage.ts'
import { goToKey } from '../app/place.ts'
import { refId } from '../data/key-ref.ts'
import { TableGap } from '../ui/table-gap.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { useNow } from '../ui/use-now.ts'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { keyName, keyPlace } from '../words/key-row-words.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { standingWords, type StandingWords } from '../words/standing-words.ts'
import { MiniTimeline } from './mini-timeline.tsx'
import { segmentsOf } from './segments.ts'
import type { StandingKey } from './standings.ts'
import { sharedScale, type TimeScale, yearsOf } from './time-scale.ts'
import { useTimelines } from './use-timelines.ts'

const rowHeight = 48
const headHeight = 33

interface UrgencyTableProps {
  readonly keys: readonly StandingKey[]
  readonly policyDays: number
}

/** The keys by urgency, each with its materials on one scale. Opening one goes to its Rotation tab. */
export function UrgencyTable({ keys, policyDays }: UrgencyTableProps) {
  const now = useNow()
  const scale = sharedScale(now)
  const { scrollRef, items, before, after } = useVirtualRows({
    count: keys.length,
    heightOf: () => rowHeight,
    keyOf: (index) => {
      const key = keys[index]
      return key === undefined ? String(index) : refId(key.row.ref)
    },
    above: headHeight,
  })
  const seen = items.flatMap(({ index }) => keys[index]?.row ?? [])
  const timelines = useTimelines(seen)
  return (
    <ScrollBox ref={scrollRef} label={words.urgent} className="urg-box">
      <table className="t tall urg" aria-label={words.urgent} aria-rowcount={keys.length + 1}>
        <colgroup>
          <col className="c-key" />
          <col />
          <col className="c-standing" />
          <col className="c-go" />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{words.key}</th>
            <th scope="col">
              <Years scale={scale} />
            </th>
            <th scope="col">{words.rotation}</th>
            <th scope="col">
              <span className="vh">{words.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <TableGap height={before} />
          {items.map(({ index, key: id }) => {
            const key = keys[index]
            return key === undefined ? null : (
              <Row
                key={id}
                of={key}
                index={index + 2}
                now={now}
                scale={scale}
                says={standingWords(key.standing, key.row, policyDays)}
                timeline={timelines.get(refId(key.row.ref))}
              />
            )
          })}
          <TableGap height={after} />
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Years({ scale }: { readonly scale: TimeScale }) {
  return (
    <span className="urg-years">
      {yearsOf(scale).map(({ year, at }) => (
        <span key={year} style={{ left: `${at}%` }}>
          {year}
        </span>
      ))}
    </span>
  )
}

interface RowProps {
  readonly of: StandingKey
  readonly index: number
  readonly now: Date
  readonly scale: TimeScale
  readonly says: StandingWords
  readonly timeline: Timeline | undefined
}

function Row({ of: { row }, index, now, scale, says, timeline }: RowProps) {
  const name = keyName(row)
  const materials = timeline?.materials ?? []
  const segments = segmentsOf({
    materials: materials.length > 0 ? materials : unread,
    createdAt: row.createdAt,
    nextAt: row.rotation?.nextAt ?? null,
    now,
    until: scale.to,
  })
  return (
    <tr aria-rowindex={index}>
      <td className="first">
        <div className="two">
          <UnstyledButton
            className="key-open"
            aria-label={words.openKey(name)}
            onClick={() => goToKey(refId(row.ref), 'rotation')}
          >
            <div className="a ell" title={name}>
              {name}
            </div>
          </UnstyledButton>
          <div className="b small dim ell">{keyPlace(row)}</div>
        </div>
      </td>
      <td>
        <MiniTimeline
          segments={segments}
          scale={scale}
          now={now}
          label={words.materialsSince(name, materials.length)}
        />
      </td>
      <td>
        <Standing says={says} />
      </td>
      <td>
        <IconChevronRight size={16} aria-hidden />
      </td>
    </tr>
  )
}

function Standing({ says }: { readonly says: StandingWords }) {
  return (
    <div className="two">
      <div className={`standing ${says.tone === 'quiet' ? '' : 't-amber'}`}>
        {says.tone === 'overdue' && <IconAlertTriangle size={14} stroke={2} aria-hidden />}
        {says.tone === 'due' && <IconClockHour4 size={14} stroke={2} aria-hidden />}
        <span className={says.tone === 'overdue' ? 'strong' : undefined}>{says.words}</span>
      </div>
      <div className="b small dim ell" title={says.sub}>
        {says.sub}
      </div>
    </div>
  )
}

/** What is drawn until materials were read: one, since the key was made. */
const unread = [{ id: '', from: null, current: true, pending: false }]
