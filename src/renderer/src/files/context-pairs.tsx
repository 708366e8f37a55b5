import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import type { ContextPair } from '../../../shared/model/context-pair.ts'
import { mostContextPairs } from '../../../shared/most-context-pairs.ts'
import { contextText as words } from '../words/options-text.ts'
import { pairMistake, soundPairs } from './context-pairs-state.ts'

interface ContextPairsProps {
  readonly pairs: readonly ContextPair[]
  /** Called with the sound pairs once a field is left, or a pair removed. */
  readonly onChange: (pairs: readonly ContextPair[]) => void
  /** What a person must know of them. */
  readonly note: string
  readonly title?: string
}

const same = (a: readonly ContextPair[], b: readonly ContextPair[]) => JSON.stringify(a) === JSON.stringify(b)

/** Adds, changes and removes pairs of the encryption context. What is half written stays here. */
export function ContextPairs({ pairs, onChange, note, title = words.title }: ContextPairsProps) {
  const [rows, setRows] = useState(pairs)
  const id = useId()
  const added = useRef(false)
  const focusNew = (field: HTMLInputElement | null) => {
    if (field === null || !added.current) return
    added.current = false
    field.focus()
  }
  const add = () => {
    added.current = true
    setRows([...rows, { key: '', value: '' }])
  }
  const keep = (next: readonly ContextPair[]) => {
    const sound = soundPairs(next)
    if (!same(sound, pairs)) onChange(sound)
  }
  const change = (index: number, part: Partial<ContextPair>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  const remove = (index: number) => {
    const rest = rows.toSpliced(index, 1)
    setRows(rest)
    keep(rest)
  }
  return (
    <fieldset className="pairs plain" aria-labelledby={`${id}-title`} aria-describedby={`${id}-note`}>
      <div>
        <div className="field-title" id={`${id}-title`}>
          {title}
        </div>
        <div className="small dim">{words.term}</div>
      </div>
      <p className="small soft" id={`${id}-note`}>
        {note}
      </p>
      {rows.map((row, index) => (
        // A pair has no name of its own while it is written, and is never moved.
        <div className="pair" key={index}>
          <TextInput
            aria-label={words.keyOf(index + 1)}
            placeholder={words.key}
            value={row.key}
            error={pairMistake(rows, index)}
            ref={index === rows.length - 1 ? focusNew : null}
            onChange={(event) => change(index, { key: event.currentTarget.value })}
            onBlur={() => keep(rows)}
          />
          <TextInput
            aria-label={words.valueOf(index + 1)}
            placeholder={words.value}
            value={row.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
            onBlur={() => keep(rows)}
          />
          <ActionIcon aria-label={words.remove(row.key, index + 1)} onClick={() => remove(index)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {rows.length < mostContextPairs && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="link more-toggle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
        >
          {words.add}
        </Button>
      )}
    </fieldset>
  )
}
