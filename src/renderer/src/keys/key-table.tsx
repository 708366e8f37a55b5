import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { goToKey } from '../app/place.ts'
import { refId } from '../data/key-ref.ts'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { TableGap } from '../ui/table-gap.tsx'
import { useRowClicks } from '../ui/use-row-clicks.ts'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { keysText } from '../words/keys-text.ts'
import { KeyRowLine } from './key-row-line.tsx'
import { KeyTableHead } from './key-table-head.tsx'
import { listMemory } from './list-memory.ts'
import type { KeyList } from './use-key-list.ts'

const rowHeight = 48
const heightOf = () => rowHeight
const headHeight = 33

interface KeyTableProps {
  readonly list: KeyList
  /** Names of connections by id, where there is more than one. */
  readonly connectionNames: ReadonlyMap<string, string>
}

/**
 * The keys of both services as one table; rows are drawn as they are scrolled, and counted for screen readers. Coming
 * back from a key's page it is where it was left, with the focus on the row.
 */
export function KeyTable({ list, connectionNames }: KeyTableProps) {
  const { shown, view } = list
  const [left] = useState(() => ({ ...listMemory }))
  const { scrollRef, items, before, after } = useKeyRows(shown, left.scrollTop)
  useFocusOnReturn(scrollRef, left.opened)
  useTopAfter(scrollRef, JSON.stringify(view))
  useScrollMemory(scrollRef)
  useRowClicks(scrollRef)
  return (
    <ScrollBox ref={scrollRef} label={keysText.title}>
      <table className="t tall keyt" aria-label={keysText.title} aria-rowcount={shown.length + 1}>
        <KeyColumns />
        <KeyTableHead view={view} />
        <tbody>
          <TableGap height={before} />
          {items.map(({ index, key: id }) => (
            <Row
              key={id}
              list={list}
              index={index}
              connectionNames={connectionNames}
              selected={id === left.opened}
            />
          ))}
          <TableGap height={after} />
        </tbody>
      </table>
    </ScrollBox>
  )
}

function KeyColumns() {
  return (
    <colgroup>
      <col />
      <col className="c-where" />
      <col className="c-kind" />
      <col className="c-state" />
      <col className="c-rot" />
      <col className="c-files" />
    </colgroup>
  )
}

/** The rows that are drawn. The same functions for the same keys: rows are measured anew for others. */
function useKeyRows(shown: KeyList['shown'], startAt: number) {
  const keyOf = useCallback(
    (index: number) => {
      const key = shown[index]
      return key === undefined ? String(index) : refId(key.row.ref)
    },
    [shown],
  )
  return useVirtualRows({ count: shown.length, heightOf, keyOf, above: headHeight, startAt })
}

interface RowProps extends KeyTableProps {
  /** In the list. */
  readonly index: number
  readonly selected: boolean
}

/** What one row is told of the list. */
function Row({ list, index, connectionNames, selected }: RowProps) {
  const key = list.shown[index]
  if (key === undefined) return null
  const { row, standing } = key
  const connection = row.ref.service === 'aws' ? connectionNames.get(row.ref.connectionId) : undefined
  return (
    <KeyRowLine
      row={row}
      standing={standing}
      files={list.filesOf(row)}
      policyDays={list.policyDays}
      connection={connection ?? null}
      index={index + 2}
      selected={selected}
      onOpen={open}
    />
  )
}

function open(id: string): void {
  listMemory.opened = id
  goToKey(id)
}

/** Gives the focus back to the row that was opened, once: as soon as that row is drawn. */
function useFocusOnReturn(box: RefObject<HTMLElement | null>, opened: string | null): void {
  const waits = useRef(opened)
  useEffect(() => {
    if (waits.current === null) return
    const row = box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(waits.current)}"]`)
    if (row === null || row === undefined) return
    row.focus({ preventScroll: true })
    waits.current = null
    listMemory.opened = null
  })
}

/** Keeps where the list stands when it is left. Read then only: at every step of a scroll it would force a layout. */
function useScrollMemory(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const list = box.current
    return () => {
      listMemory.scrollTop = list?.scrollTop ?? 0
    }
  }, [box])
}

/** Another view begins at its top. */
function useTopAfter(box: RefObject<HTMLElement | null>, view: string): void {
  const shown = useRef(view)
  useEffect(() => {
    if (shown.current === view) return
    shown.current = view
    box.current?.scrollTo({ top: 0 })
  }, [box, view])
}
