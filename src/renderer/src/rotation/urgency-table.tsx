import { useCallback } from 'react'
import { refId } from '../data/key-ref.ts'
import { TableGap } from '../ui/table-gap.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { useNow } from '../ui/use-now.ts'
import { useRowClicks } from '../ui/use-row-clicks.ts'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import type { StandingKey } from './standings.ts'
import { sharedScale, type TimeScale, yearsOf } from './time-scale.ts'
import { UrgencyRow } from './urgency-row.tsx'
import { useTimelines } from './use-timelines.ts'

const rowHeight = 48
const heightOf = () => rowHeight
const headHeight = 33

interface UrgencyTableProps {
  readonly keys: readonly StandingKey[]
  readonly policyDays: number
}

/** The keys by urgency, each with its materials on one scale. Opening one goes to its Rotation tab. */
export function UrgencyTable({ keys, policyDays }: UrgencyTableProps) {
  const now = useNow()
  const { scrollRef, items, before, after } = useUrgentRows(keys)
  const seen = items.flatMap(({ index }) => keys[index]?.row ?? [])
  const timelines = useTimelines(seen)
  return (
    <ScrollBox ref={scrollRef} label={words.urgent} className="urg-box">
      <table className="t tall urg" aria-label={words.urgent} aria-rowcount={keys.length + 1}>
        <UrgencyHead scale={sharedScale(now)} />
        <tbody>
          <TableGap height={before} />
          {items.map(({ index, key: id }) => {
            const key = keys[index]
            return key === undefined ? null : (
              <UrgencyRow
                key={id}
                of={key}
                index={index + 2}
                now={now}
                policyDays={policyDays}
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

function UrgencyHead({ scale }: { readonly scale: TimeScale }) {
  return (
    <>
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
    </>
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

/** The rows that are drawn. The same functions for the same keys: rows are measured anew for others. */
function useUrgentRows(keys: readonly StandingKey[]) {
  const keyOf = useCallback(
    (index: number) => {
      const key = keys[index]
      return key === undefined ? String(index) : refId(key.row.ref)
    },
    [keys],
  )
  const rows = useVirtualRows({ count: keys.length, heightOf, keyOf, above: headHeight })
  useRowClicks(rows.scrollRef)
  return rows
}
