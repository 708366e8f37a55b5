import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useKeys } from '../data/queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { shortened } from '../format/lists.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { aliasesText as words } from '../words/key-labels-text.ts'
import { checkAlias } from './check-alias.ts'
import { KeyChangeDialog } from './key-change-dialog.tsx'

interface NewAliasProps {
  readonly row: KeyRow
  readonly of: KeyRef
}

/** The line that gives a key one more name; a name that another key has is pointed here after a question. */
export function NewAlias({ row, of }: NewAliasProps) {
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState(false)
  const keys = useKeys().data ?? []
  const create = useKeyChange('manage.createAlias')
  const obstacle = useObstacle(row)
  const isLocal = row.ref.service === 'local'
  const name = isLocal ? typed.normalize('NFC').trim() : typed.trim().replace(/^alias\//, '')
  const { fault, owner } = checkAlias(name, row, keys)
  const refusal = obstacle(owner === null ? 'createAlias' : 'retargetAlias')
  const add = () =>
    create.mutate(
      { ref: of, alias: name },
      {
        onSuccess: () => {
          say(words.added(name))
          setTyped('')
        },
      },
    )
  const said = name === '' ? null : fault === null ? null : words.faults[fault]
  return (
    <form
      className="kadd"
      onSubmit={(event) => {
        event.preventDefault()
        if (fault !== null || refusal !== null) return
        if (owner === null) add()
        else setAsking(true)
      }}
    >
      <h3>{words.add}</h3>
      <div className="row">
        {!isLocal && <span className="mono dim">{words.prefix}</span>}
        <TextInput
          className="kadd-name"
          aria-label={words.field}
          value={typed}
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
          disabled={obstacle('createAlias') !== null}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            create.reset()
          }}
        />
        <Button type="submit" disabled={fault !== null || refusal !== null || create.isPending}>
          {owner === null ? words.addAct : words.pointHere}
        </Button>
        <span className="mid dim">
          {refusal ?? said ?? (owner === null ? '' : words.taken(otherName(owner, name)))}
        </span>
      </div>
      {create.error !== null && <ProblemPanel problem={problemOf(create.error)} what={words.notAdded} />}
      <Retarget
        of={of}
        name={name}
        owner={owner === null ? '' : otherName(owner, name)}
        opened={asking}
        onClose={() => setAsking(false)}
        onDone={() => setTyped('')}
      />
    </form>
  )
}

/** A key by a name that is not the one in question. */
function otherName(owner: KeyRow, name: string): string {
  const other = owner.aliases.find((each) => each !== name)
  return other ?? words.keyOf(shortened(owner.keyId, 8, 4))
}

interface RetargetProps {
  readonly of: KeyRef
  readonly name: string
  /** The key that has the name now. */
  readonly owner: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

function Retarget({ of, name, owner, opened, onClose, onDone }: RetargetProps) {
  const retarget = useKeyChange('manage.retargetAlias')
  const act = () =>
    retarget.mutate(
      { ref: of, alias: name },
      {
        onSuccess: () => {
          say(words.retargeted(name))
          onClose()
          onDone()
        },
      },
    )
  return (
    <KeyChangeDialog
      opened={opened}
      title={words.retargetTitle(name)}
      keep={words.keep}
      act={words.retargetAct}
      failed={words.notRetargeted}
      change={retarget}
      harms={false}
      onClose={onClose}
      onAct={act}
    >
      <p className="mid soft">
        {of.service === 'local' ? words.retargetTextLocal(name, owner) : words.retargetText(name, owner)}
      </p>
      <p className="mid soft">{words.retargetFiles}</p>
    </KeyChangeDialog>
  )
}
