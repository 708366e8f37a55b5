import { IconAlertTriangle } from '@tabler/icons-react'
import { createElement, useCallback, useEffect, useRef } from 'react'
import type { ActivityEntry } from '../../../shared/model/activity.ts'
import { count } from '../format/bytes.ts'
import { dayName, exactTime, fullDay, timeOfDay } from '../format/dates.ts'
import { namedIcon } from '../ui/named-icon.ts'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { TableGap } from '../ui/table-gap.tsx'
import { useNow } from '../ui/use-now.ts'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { entryDetail, entryTitle } from '../words/activity-entry-words.ts'
import { activityText as words } from '../words/activity-text.ts'
import type { ActivityRow } from './activity-rows.ts'
import { entryIcon } from './entry-icon.ts'
import { keyLabel } from './names-of.ts'

const entryHeight = 36
const dayHeight = 48
const headHeight = 33
/** Rows from the end at which older entries are asked for. */
const ahead = 40

interface ActivityTableProps {
  readonly rows: readonly ActivityRow[]
  readonly names: ReadonlyMap<string, string>
  readonly total: number
  /** The first entry that cannot be relied on; null where the chain holds. */
  readonly doubtFrom: number | null
  /** Asks for older entries; undefined where there are none, or they are on their way. */
  readonly onMore: (() => void) | undefined
}

/** The log as one table with a line for each day; rows are drawn as they are scrolled, and counted for screen readers. */
export function ActivityTable({ rows, names, total, doubtFrom, onMore }: ActivityTableProps) {
  const heightOf = useCallback(
    (index: number) => (rows[index]?.kind === 'day' ? dayHeight : entryHeight),
    [rows],
  )
  const keyOf = useCallback(
    (index: number) => {
      const row = rows[index]
      return row?.kind === 'entry' ? `${row.entry.number}` : `day ${row?.at ?? index}`
    },
    [rows],
  )
  const { scrollRef, items, before, after } = useVirtualRows({
    count: rows.length,
    heightOf,
    keyOf,
    above: headHeight,
  })
  useMoreAtEnd((items.at(-1)?.index ?? 0) >= rows.length - ahead, onMore)
  return (
    <ScrollBox ref={scrollRef} label={words.log}>
      <table className="t actt" aria-label={words.log} aria-rowcount={total + 1}>
        <Columns />
        <tbody>
          <TableGap height={before} />
          {items.map(({ index, key }) => {
            const row = rows[index]
            if (row === undefined) return null
            return row.kind === 'day' ? (
              <DayRow key={key} at={row.at} />
            ) : (
              <EntryRow
                key={key}
                entry={row.entry}
                before={row.before}
                names={names}
                total={total}
                doubtful={doubtFrom !== null && row.entry.number >= doubtFrom}
              />
            )
          })}
          <TableGap height={after} />
        </tbody>
      </table>
    </ScrollBox>
  )
}

function useMoreAtEnd(isNear: boolean, onMore: (() => void) | undefined): void {
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  const canAsk = onMore !== undefined
  useEffect(() => {
    if (isNear && canAsk) more.current?.()
  }, [isNear, canAsk])
}

function Columns() {
  const { columns } = words
  return (
    <>
      <colgroup>
        <col className="c-no" />
        <col className="c-time" />
        <col className="c-what" />
        <col />
        <col className="c-akey" />
        <col className="c-hash" />
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="num">
            {columns.number}
          </th>
          <th scope="col">{columns.time}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.detail}</th>
          <th scope="col">{columns.key}</th>
          <th scope="col" className="chain-h">
            {columns.hash}
          </th>
        </tr>
      </thead>
    </>
  )
}

function DayRow({ at }: { readonly at: string }) {
  const now = useNow()
  return (
    <tr className="group">
      <th scope="colgroup" colSpan={6}>
        {dayName(at, now)} <span className="act-day">{fullDay(at)}</span>
      </th>
    </tr>
  )
}

interface EntryRowProps {
  readonly entry: ActivityEntry
  readonly before: string | null
  readonly names: ReadonlyMap<string, string>
  readonly total: number
  readonly doubtful: boolean
}

function EntryRow({ entry, before, names, total, doubtful }: EntryRowProps) {
  const detail = entryDetail(entry, (id) => names.get(id))
  const { number, at, keyId, hash, code } = entry
  return (
    <tr
      aria-rowindex={total - number + 2}
      data-refused={code === null ? undefined : ''}
      data-doubtful={doubtful ? '' : undefined}
    >
      <td className="num">{count(number)}</td>
      <td title={exactTime(at)}>{timeOfDay(at)}</td>
      <td className="first">
        <span className="act-what">
          {createElement(entryIcon(entry), { size: 16, stroke: 1.75, 'aria-hidden': true })}
          <span className="ell" title={entryTitle(entry)}>
            {entryTitle(entry)}
          </span>
        </span>
      </td>
      <td title={detail}>{detail}</td>
      <td title={keyId ?? undefined}>{keyId === null ? words.noKey : keyLabel(keyId, names)}</td>
      <td className="chain" data-first={number === 1 ? '' : undefined} title={words.hashOf(hash, before)}>
        <span className="node" aria-hidden />
        <span className="mono">{hash.slice(0, 8)}</span>
        {doubtful && <IconAlertTriangle className="doubt" size={14} {...namedIcon(words.doubtful)} />}
      </td>
    </tr>
  )
}
