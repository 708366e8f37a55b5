import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { tagsText as words } from '../words/key-labels-text.ts'
import { newTagFault } from './check-tag.ts'

interface NewTagProps {
  readonly row: KeyRow
  readonly of: KeyRef
  readonly tags: Readonly<Record<string, string>>
}

const empty = { name: '', value: '' }

/** The line that adds a tag. */
export function NewTag({ row, of, tags }: NewTagProps) {
  const [tag, setTag] = useState(empty)
  const add = useKeyChange('manage.setTags')
  const obstacle = useObstacle(row)('tag')
  const name = tag.name.trim()
  const fault = newTagFault({ name, value: tag.value }, tags)
  const untouched = tag.name === '' && tag.value === ''
  const change = (next: Partial<typeof empty>) => {
    setTag({ ...tag, ...next })
    add.reset()
  }
  const save = () =>
    add.mutate(
      { ref: of, set: { [name]: tag.value }, remove: [] },
      {
        onSuccess: () => {
          say(words.kept(name))
          setTag(empty)
        },
      },
    )
  return (
    <form
      className="kadd"
      onSubmit={(event) => {
        event.preventDefault()
        if (fault === null && obstacle === null) save()
      }}
    >
      <h3>{words.add}</h3>
      <div className="row">
        <TextInput
          className="kadd-name"
          aria-label={words.name}
          placeholder={words.name}
          value={tag.name}
          autoComplete="off"
          disabled={obstacle !== null}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          className="kadd-name"
          aria-label={words.value}
          placeholder={words.value}
          value={tag.value}
          autoComplete="off"
          disabled={obstacle !== null}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
        <Button type="submit" disabled={fault !== null || obstacle !== null || add.isPending}>
          {words.addAct}
        </Button>
        <span className="mid dim">
          {obstacle ?? (untouched || fault === null ? '' : words.faults[fault])}
        </span>
      </div>
      {add.error !== null && <ProblemPanel problem={problemOf(add.error)} what={words.notKept} />}
    </form>
  )
}
