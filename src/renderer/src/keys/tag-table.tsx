import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { tagsText as words } from '../words/key-labels-text.ts'
import { tagValueFault } from './check-tag.ts'
import { RemoveTagDialog } from './remove-tag-dialog.tsx'

interface TagTableProps {
  readonly row: KeyRow
  readonly of: KeyRef
  readonly tags: Readonly<Record<string, string>>
}

/** The tags of a key; a value is changed in its row. */
export function TagTable({ row, of, tags }: TagTableProps) {
  const [changing, setChanging] = useState<string | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)
  const obstacle = useObstacle(row)
  const cannotChange = obstacle('tag')
  const cannotRemove = obstacle('untag')
  const reasons = [...new Set([cannotChange, cannotRemove].filter((reason) => reason !== null))]
  return (
    <>
      <table className="t tagt">
        <colgroup>
          <col className="c-tag" />
          <col />
          <col className="c-acts" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">
              <span className="vh">{words.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(tags).map(([name, value]) =>
            name === changing ? (
              <ChangedTag key={name} of={of} name={name} value={value} onClose={() => setChanging(null)} />
            ) : (
              <TagRow
                key={name}
                name={name}
                value={value}
                onChange={cannotChange === null ? () => setChanging(name) : null}
                onRemove={cannotRemove === null ? () => setRemoving(name) : null}
              />
            ),
          )}
        </tbody>
      </table>
      {reasons.length > 0 && <p className="small dim">{reasons.join(' ')}</p>}
      <RemoveTagDialog of={of} name={removing} onClose={() => setRemoving(null)} />
    </>
  )
}

interface TagRowProps {
  readonly name: string
  readonly value: string
  /** Null where it cannot be done; the reason stands under the table. */
  readonly onChange: (() => void) | null
  readonly onRemove: (() => void) | null
}

function TagRow({ name, value, onChange, onRemove }: TagRowProps) {
  return (
    <tr>
      <td className="first strong" title={name}>
        {name}
      </td>
      <td title={value}>{value}</td>
      <td className="num">
        {onChange !== null && (
          <Button size="compact-sm" variant="subtle" aria-label={words.changeOf(name)} onClick={onChange}>
            {words.change}
          </Button>
        )}
        {onRemove !== null && (
          <Button size="compact-sm" variant="subtle" aria-label={words.removeOf(name)} onClick={onRemove}>
            {words.remove}
          </Button>
        )}
      </td>
    </tr>
  )
}

interface ChangedTagProps {
  readonly of: KeyRef
  readonly name: string
  readonly value: string
  readonly onClose: () => void
}

function ChangedTag({ of, name, value, onClose }: ChangedTagProps) {
  const [typed, setTyped] = useState(value)
  const change = useKeyChange('manage.setTags')
  const fault = tagValueFault(typed)
  const save = () =>
    change.mutate(
      { ref: of, set: { [name]: typed }, remove: [] },
      {
        onSuccess: () => {
          say(words.kept(name))
          onClose()
        },
      },
    )
  return (
    <tr>
      <td className="first strong">{name}</td>
      <td className="tag-edit">
        <TextInput
          aria-label={`${words.value}: ${name}`}
          value={typed}
          error={fault === null ? undefined : words.faults[fault]}
          ref={(field) => field?.focus()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
            if (event.key === 'Enter' && fault === null) save()
          }}
        />
        {change.error !== null && <ProblemPanel problem={problemOf(change.error)} what={words.notKept} />}
      </td>
      <td className="num">
        <Button size="compact-sm" disabled={fault !== null || change.isPending} onClick={save}>
          {words.save}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          {words.cancel}
        </Button>
      </td>
    </tr>
  )
}
