import { UnstyledButton } from '@mantine/core'
import type { KeyRow } from '../../../shared/model/key.ts'
import { refId } from '../data/key-ref.ts'
import { ago, exactTime } from '../format/dates.ts'
import { Mono } from '../ui/mono.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { TableGap } from '../ui/table-gap.tsx'
import { useNow } from '../ui/use-now.ts'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { Where } from '../ui/where.tsx'
import { keyName, keySpec, keyUse } from '../words/key-row-words.ts'
import { keysText } from '../words/keys-text.ts'
import { StateChip } from './state-chip.tsx'

const rowHeight = 48
const headHeight = 33

interface KeyTableProps {
  readonly keys: readonly KeyRow[]
  readonly selected: string | null
  readonly onOpen: (id: string) => void
}

/** The keys of both services as one table; rows are drawn as they are scrolled, and counted for screen readers. */
export function KeyTable({ keys, selected, onOpen }: KeyTableProps) {
  const now = useNow()
  const { scrollRef, items, before, after } = useVirtualRows({
    count: keys.length,
    heightOf: () => rowHeight,
    keyOf: (index) => {
      const key = keys[index]
      return key === undefined ? String(index) : refId(key.ref)
    },
    above: headHeight,
  })
  return (
    <ScrollBox ref={scrollRef} label={keysText.title}>
      <table className="t tall keyt" aria-label={keysText.title} aria-rowcount={keys.length + 1}>
        <colgroup>
          <col />
          <col className="c-where" />
          <col className="c-kind" />
          <col className="c-state" />
          <col className="c-made" />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{keysText.name}</th>
            <th scope="col">{keysText.where}</th>
            <th scope="col">{keysText.kind}</th>
            <th scope="col">{keysText.state}</th>
            <th scope="col" className="num">
              {keysText.made}
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
                selected={selected === refId(key.ref)}
                onOpen={() => onOpen(refId(key.ref))}
              />
            )
          })}
          <TableGap height={after} />
        </tbody>
      </table>
    </ScrollBox>
  )
}

interface RowProps {
  readonly of: KeyRow
  readonly index: number
  readonly now: Date
  readonly selected: boolean
  readonly onOpen: () => void
}

function Row({ of: key, index, now, selected, onOpen }: RowProps) {
  return (
    <tr
      aria-rowindex={index}
      data-selected={selected || undefined}
      className={key.state === 'Enabled' ? undefined : 'off'}
    >
      <td className="first">
        <div className="two">
          <UnstyledButton className="key-open" aria-label={keyName(key)} onClick={onOpen}>
            <div className="a ell" title={keyName(key)}>
              {key.alias ?? keysText.noName}
            </div>
          </UnstyledButton>
          <div className="b">
            <Mono head={8} tail={4}>
              {key.keyId}
            </Mono>
          </div>
        </div>
      </td>
      <td>
        <Where region={key.region} />
      </td>
      <td title={key.spec ?? undefined}>
        {keyUse(key)} <span className="dim">{keySpec(key)}</span>
      </td>
      <td>
        <StateChip of={key} />
      </td>
      <td className="num" title={key.createdAt === null ? undefined : exactTime(key.createdAt)}>
        {key.createdAt === null ? <span className="dim">–</span> : ago(key.createdAt, now)}
      </td>
    </tr>
  )
}
