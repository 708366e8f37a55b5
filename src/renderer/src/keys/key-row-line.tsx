import { memo } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { RotationStanding } from '../../../shared/rotation-standing.ts'
import { refId } from '../data/key-ref.ts'
import { count } from '../format/bytes.ts'
import { Mono } from '../ui/mono.tsx'
import { Where } from '../ui/where.tsx'
import { keyName, keySpec, keyUse } from '../words/key-row-words.ts'
import { keysText } from '../words/keys-text.ts'
import { RotationCell } from './rotation-cell.tsx'
import { StateChip } from './state-chip.tsx'

interface KeyRowLineProps {
  readonly row: KeyRow
  readonly standing: RotationStanding
  /** Known files; null until they are counted. */
  readonly files: number | null
  readonly policyDays: number
  /** Name of its connection, where there is more than one. */
  readonly connection: string | null
  /** Its place in the table for a screen reader, the head included. */
  readonly index: number
  readonly selected: boolean
  readonly onOpen: (id: string) => void
}

/** One key of the list. Drawn anew only where something of it changed. */
export const KeyRowLine = memo(function KeyRowLine(props: KeyRowLineProps) {
  const { row, standing, files, policyDays, connection, index, selected, onOpen } = props
  const unread = isUnread(row)
  return (
    <tr aria-rowindex={index} data-selected={selected || undefined} className={rowClass(row)}>
      <td className="first">
        <Name row={row} onOpen={onOpen} />
      </td>
      <td>
        <Where region={row.region} />
        {connection !== null && <div className="small dim ell under-where">{connection}</div>}
      </td>
      <td title={row.spec === null ? undefined : `${keySpec(row)}, ${row.spec}`}>
        <Kind row={row} />
      </td>
      <td>{unread ? null : <StateChip of={row} />}</td>
      <td className="tnum">
        {unread ? null : <RotationCell row={row} standing={standing} policyDays={policyDays} />}
      </td>
      <td className="num">
        {files === null ? null : files === 0 ? <span className="dim">0</span> : count(files)}
      </td>
    </tr>
  )
})

/** Listed, and not asked for yet: large accounts take a minute. */
const isUnread = ({ ref, state, denied }: KeyRow): boolean =>
  ref.service === 'aws' && state === null && !denied.includes('kms:DescribeKey')

function Name({ row, onOpen }: Pick<KeyRowLineProps, 'row' | 'onOpen'>) {
  const id = refId(row.ref)
  return (
    <div className="two">
      <button
        type="button"
        className="key-open"
        data-key={id}
        aria-label={keyName(row)}
        onClick={() => onOpen(id)}
      >
        <div className="a ell" title={namesTitle(row)}>
          {row.alias ?? keysText.noName}
          {row.moreAliases > 0 && <span className="dim thin"> +{row.moreAliases}</span>}
        </div>
      </button>
      <div className="b">
        <Mono head={8} tail={4}>
          {row.keyId}
        </Mono>
      </div>
    </div>
  )
}

function Kind({ row }: { readonly row: KeyRow }) {
  if (isUnread(row)) return <span className="dim">{keysText.notRead}</span>
  if (row.usage === null && row.denied.includes('kms:DescribeKey')) {
    return <span className="dim">{keysText.notAllowed}</span>
  }
  if (row.manager !== 'AWS') return keyUse(row)
  return (
    <div className="two">
      {keyUse(row)}
      <div className="b small dim ell">{keysText.byAws}</div>
    </div>
  )
}

const rowClass = (row: KeyRow): string => (row.state === 'Disabled' ? 'opens off' : 'opens')

const namesTitle = (row: KeyRow): string => (row.aliases.length > 1 ? row.aliases.join('\n') : keyName(row))
