import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { isDay, readDay, writtenDay } from '../format/typed-day.ts'

interface DayFieldProps {
  readonly label: string
  readonly hint: string
  /** `2027-03-12`; empty = none; anything else is what was typed and is no day. */
  readonly value: string
  readonly error?: string | null
  readonly onChange: (value: string) => void
}

/** A day, typed and shown as the app writes dates. A date field of the browser would follow the system's format. */
export function DayField({ label, hint, value, error = null, onChange }: DayFieldProps) {
  const [typing, setTyping] = useState<{ readonly text: string; readonly value: string } | null>(null)
  // What came from outside since, such as Undo, counts more than what was typed.
  const isTyping = typing !== null && typing.value === value
  const wrong = value !== '' && !isDay(value) && !isTyping
  return (
    <TextInput
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="12 Mar 2027"
      autoComplete="off"
      spellCheck={false}
      maxLength={32}
      value={isTyping ? typing.text : writtenDay(value)}
      error={wrong ? dayFault : error}
      onChange={(event) => {
        const text = event.currentTarget.value
        const next = readDay(text) ?? text.trim()
        setTyping({ text, value: next })
        onChange(next)
      }}
      onBlur={() => setTyping(null)}
    />
  )
}

/** What is said of a text that is no day. */
export const dayFault = 'Write a day such as 12 Mar 2027'
