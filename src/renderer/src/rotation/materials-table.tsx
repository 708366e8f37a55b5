import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { KeyCoverage } from '../../../shared/model/coverage.ts'
import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { count } from '../format/bytes.ts'
import { date, exactTime } from '../format/dates.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import { Chip } from '../ui/chip.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { keyName } from '../words/key-row-words.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { shownFiles } from './covered-files-state.ts'
import { materialRows, type MaterialRow } from './material-rows.ts'

interface MaterialsTableProps {
  readonly row: KeyRow
  readonly materials: readonly KeyMaterial[]
  readonly coverage: KeyCoverage | undefined
}

/** Every key material with its time, its state and the known files that depend on it. */
export function MaterialsTable({ row, materials, coverage }: MaterialsTableProps) {
  const rows = materialRows(materials, row.createdAt, coverage)
  const most = Math.max(1, ...rows.map(({ files }) => files))
  return (
    <table className="t mat" aria-label={words.materials}>
      <colgroup>
        <col className="c-no" />
        <col />
        <col className="c-date" />
        <col className="c-date" />
        <col className="c-by" />
        <col className="c-mstate" />
        <col className="c-mfiles" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{words.materialNo}</th>
          <th scope="col">{words.material}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.until}</th>
          <th scope="col">{words.beganBy}</th>
          <th scope="col">{words.state}</th>
          <th scope="col" className="num">
            {words.files}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((each) => (
          <Line key={each.material.id} of={each} most={most} row={row} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly of: MaterialRow
  readonly most: number
  readonly row: KeyRow
}

function Line({ of: line, most, row }: LineProps) {
  const now = useNow()
  const { material, number } = line
  const current = material.state === 'CURRENT'
  return (
    <tr>
      <td className="first">
        <span className={`sw ${current ? 'seg-now' : 'seg-old'}`} aria-hidden />
        {number ?? '–'}
      </td>
      <td>
        <Mono>{material.id}</Mono> <CopyButton text={material.id} what={words.material} />
        {material.description !== null && material.description !== '' && (
          <div className="small dim ell" title={material.description}>
            {material.description}
          </div>
        )}
      </td>
      <Day iso={line.from} />
      {current ? <td className="dim">{words.inUse}</td> : <Day iso={line.until} />}
      <td>{beganBy(line, row)}</td>
      <td>
        {current ? (
          <Chip tone="accent" icon={IconCircleCheck}>
            {words.states.CURRENT}
          </Chip>
        ) : (
          words.states[material.state]
        )}
        {material.importState === 'PENDING_IMPORT' && (
          <div>
            <span className="small t-amber">{words.needsImport}</span>{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              className="link"
              onClick={() => keyDialog.set({ kind: 'import', row, keyMaterialId: material.id })}
            >
              {words.importAgain}
            </Button>
          </div>
        )}
        {material.validTo !== null && (
          <div className="small t-amber" title={exactTime(material.validTo)}>
            {expiryWords(material.validTo, now)}
          </div>
        )}
      </td>
      <td className="num">
        <span className="bar-cell">
          <span className="bar" aria-hidden>
            <span
              className={current ? 'seg-now' : 'seg-old'}
              style={{ width: `${(line.files / most) * 100}%` }}
            />
          </span>
          {line.files === 0 ? count(0) : <FilesButton of={line} row={row} />}
        </span>
      </td>
    </tr>
  )
}

function FilesButton({
  of: { files, number, material },
  row,
}: {
  readonly of: MaterialRow
  readonly row: KeyRow
}) {
  const title = words.filesOf(`${keyName(row)}, material ${number ?? '–'}`)
  const selection = { keyId: row.arn ?? row.keyId, which: 'material', keyMaterialId: material.id } as const
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={words.showFilesOf(number ?? 0, files)}
      onClick={() => shownFiles.set({ title, selection })}
    >
      {count(files)}
    </Button>
  )
}

function Day({ iso }: { readonly iso: string | null }) {
  return iso === null ? <td className="dim">–</td> : <td title={exactTime(iso)}>{date(iso)}</td>
}

function expiryWords(validTo: string, now: Date): string {
  return Date.parse(validTo) > now.getTime() ? words.expires(date(validTo)) : words.expired(date(validTo))
}

function beganBy({ material, number }: MaterialRow, row: KeyRow): string {
  if (number === null) return words.began.waiting
  if (material.rotationType !== null) return words.began[material.rotationType]
  return row.origin === 'EXTERNAL' ? words.began.imported : words.began.first
}
