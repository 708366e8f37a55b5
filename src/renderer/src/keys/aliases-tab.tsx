import { Button } from '@mantine/core'
import { useState } from 'react'
import type { KeyAlias } from '../../../shared/model/key-page.ts'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { useKeyPart } from '../data/key-queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { date, exactTime } from '../format/dates.ts'
import { PartFrame } from '../key-depth/part-frame.tsx'
import { aliasesText as words } from '../words/key-labels-text.ts'
import { NewAlias } from './new-alias.tsx'
import { RemoveAliasDialog } from './remove-alias-dialog.tsx'

/** The Aliases tab: the names of a key, more of them, moving one here, deleting one. */
export function AliasesTab({ row }: { readonly row: KeyRow }) {
  const { ref } = row
  const part = useKeyPart('key.aliases', ref)
  return (
    <PartFrame part={part} reading={words.reading} failed={words.failed}>
      {({ aliases }) => (
        <div className="body ktab">
          <div className="part-bar">
            <div className="grow">
              <h2>{words.title(aliases.length)}</h2>
              <p className="mid soft part-about">{aboutOf(row)}</p>
            </div>
          </div>
          {aliases.length > 0 && <AliasTable row={row} of={ref} aliases={aliases} />}
          {row.manager !== 'AWS' && <NewAlias row={row} of={ref} />}
        </div>
      )}
    </PartFrame>
  )
}

function aboutOf({ ref, manager }: KeyRow): string {
  if (ref.service === 'local') return words.aboutLocal
  return manager === 'AWS' ? words.aboutAws : words.about
}

interface AliasTableProps {
  readonly row: KeyRow
  readonly of: KeyRef
  readonly aliases: readonly KeyAlias[]
}

function AliasTable({ row, of, aliases }: AliasTableProps) {
  const [removing, setRemoving] = useState<string | null>(null)
  const obstacle = useObstacle(row)('deleteAlias')
  return (
    <>
      <table className="t aliast">
        <colgroup>
          <col />
          <col className="c-date" />
          <col className="c-date" />
          <col className="c-act" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.madeAt}</th>
            <th scope="col">{words.changedAt}</th>
            <th scope="col">
              <span className="vh">{words.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {aliases.map((alias) => (
            <AliasRow
              key={alias.name}
              of={alias}
              prefix={row.ref.service === 'local' ? '' : words.prefix}
              onRemove={row.manager !== 'AWS' && obstacle === null ? () => setRemoving(alias.name) : null}
            />
          ))}
        </tbody>
      </table>
      {obstacle !== null && row.manager !== 'AWS' && <p className="small dim">{obstacle}</p>}
      <RemoveAliasDialog of={of} name={removing} onClose={() => setRemoving(null)} />
    </>
  )
}

interface AliasRowProps {
  readonly of: KeyAlias
  readonly prefix: string
  /** Null where it cannot be deleted. */
  readonly onRemove: (() => void) | null
}

function AliasRow({ of: { name, createdAt, updatedAt }, prefix, onRemove }: AliasRowProps) {
  return (
    <tr>
      <td className="first">
        <span className="dim">{prefix}</span>
        <span className="strong">{name}</span>
      </td>
      <Day at={createdAt} />
      <Day at={updatedAt} />
      <td className="num">
        {onRemove !== null && (
          <Button size="compact-sm" variant="subtle" aria-label={words.removeOf(name)} onClick={onRemove}>
            {words.remove}
          </Button>
        )}
      </td>
    </tr>
  )
}

function Day({ at }: { readonly at: string | null }) {
  return (
    <td className="tnum" title={at === null ? undefined : exactTime(at)}>
      {at === null ? <span className="dim">–</span> : date(at)}
    </td>
  )
}
