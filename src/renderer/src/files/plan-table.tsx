import { ActionIcon } from '@mantine/core'
import { IconInfoCircle, IconKey } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Plan, PlanItem } from '../../../shared/model/plan.ts'
import { count } from '../format/bytes.ts'
import { many } from '../format/lists.ts'
import { visibleName } from '../format/names.ts'
import { FileGlyph } from '../ui/file-glyph.tsx'
import { FileName } from '../ui/file-name.tsx'
import { namedIcon } from '../ui/named-icon.ts'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { Size } from '../ui/size.tsx'
import { TableGap } from '../ui/table-gap.tsx'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { doorNames } from '../words/door-words.ts'
import { folderName } from '../words/folder-name.ts'
import { planText } from '../words/files-text.ts'
import { kindOf } from '../words/kind-words.ts'
import { groupNote, groupTitle } from '../words/plan-item-words.ts'
import { inspectPlanItem } from './inspect-state.ts'
import { planLines } from './plan-lines.ts'
import { groupOf, type PlanGroups } from './plan-state.ts'

const lineHeight = 32
const headHeight = 33

/** The table of the plan, grouped by what will happen; drawn row by row as it is scrolled. */
export function PlanTable({ plan, groups }: { readonly plan: Plan; readonly groups: PlanGroups }) {
  const lines = planLines(plan, groups)
  const { scrollRef, items, before, after } = useVirtualRows({
    count: lines.length,
    heightOf: () => lineHeight,
    keyOf: (index) => {
      const line = lines[index]
      return line?.kind === 'item' ? line.item.id : `group ${line?.group ?? index}`
    },
    above: headHeight,
  })
  useEffect(() => {
    // What led here is gone from the screen: without this the keyboard would begin at the window's start.
    if (document.activeElement === document.body) scrollRef.current?.focus({ preventScroll: true })
  }, [scrollRef])
  return (
    <ScrollBox ref={scrollRef} label={planText.plan} className="plan-scroll">
      <table className="t tight plan-t" aria-label={planText.plan} aria-rowcount={lines.length + 1}>
        <colgroup>
          <col />
          <col className="c-is" />
          <col className="c-size" />
          <col className="c-goes" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{planText.name}</th>
            <th scope="col">{planText.kind}</th>
            <th scope="col" className="num">
              {planText.size}
            </th>
            <th scope="col" className="indent">
              {planText.goes}
            </th>
          </tr>
        </thead>
        <tbody>
          <TableGap height={before} />
          {items.map(({ index, key }) => {
            const line = lines[index]
            if (line === undefined) return null
            return line.kind === 'group' ? (
              <tr className="group" key={key} aria-rowindex={index + 2}>
                <th colSpan={4} scope="colgroup">
                  {groupTitle(line.group, line.files)} <span className="dim thin">{groupNote(line)}</span>
                </th>
              </tr>
            ) : (
              <ItemRow key={key} planId={plan.id} item={line.item} index={index + 2} />
            )
          })}
          <TableGap height={after} />
        </tbody>
      </table>
      {plan.moreItems > 0 && <p className="more-rows">{planText.more(count(plan.moreItems))}</p>}
    </ScrollBox>
  )
}

interface ItemRowProps {
  readonly planId: string
  readonly item: PlanItem
  readonly index: number
}

function ItemRow({ planId, item, index }: ItemRowProps) {
  const opens = groupOf(item) !== 'encrypt'
  const folder = item.action === 'pack' || item.action === 'unpack'
  return (
    <tr aria-rowindex={index}>
      <td className="first" title={item.inside === '' ? item.name : `${item.inside}/${item.name}`}>
        <span className="name-cell">
          <FileGlyph name={item.name} sealed={opens} folder={folder} />
          <FileName name={item.name} />
          {opens && (
            <ActionIcon
              className="row-act"
              size={24}
              aria-label={planText.inspect(visibleName(item.name))}
              onClick={() => void inspectPlanItem(planId, item.id)}
            >
              <IconInfoCircle size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
        </span>
      </td>
      <td>{opens ? <OpensWith item={item} /> : whatItIs(item)}</td>
      <td className="num">
        <Size of={item.size} />
      </td>
      <td className="indent" title={resultTitle(item)}>
        {goesTo(item)}
      </td>
    </tr>
  )
}

function OpensWith({ item }: { readonly item: PlanItem }) {
  const known = item.doors.filter((door) => door.known)
  const unnamed = item.form === 'message' ? planText.unknownKey : planText.blobKey
  const name = known.length === 0 ? unnamed : doorNames(known)
  return (
    <span className="name-cell" title={`${planText.opensWith} ${name}`}>
      <IconKey className="glyph" size={16} stroke={1.6} {...namedIcon(planText.opensWith)} />
      <span className="ell">{name}</span>
    </span>
  )
}

/** `Folder, 120 files`, or the kind that a file's name tells. */
const whatItIs = (item: PlanItem): string =>
  item.action === 'pack' ? planText.folder(many(item.members ?? 0, 'file')) : kindOf(item.name)

const resultTitle = (item: PlanItem): string | undefined =>
  item.resultName === null ? undefined : `${item.resultFolder}, ${item.resultName}`

/** The folder a result goes to; with the number where the wanted name is taken. */
function goesTo(item: PlanItem): string {
  if (item.resultName === null || item.resultFolder === null) return planText.nothingWritten
  const folder = folderName(item.resultFolder)
  if (!item.renamed) return folder
  const number = /\(\d+\)(?!.*\(\d+\))/.exec(item.resultName)?.[0] ?? item.resultName
  return planText.numbered(folder, number)
}
