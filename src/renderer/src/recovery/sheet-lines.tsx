import { ActionIcon, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { takeFocus } from '../ui/take-focus.ts'
import { entryText as words } from '../words/recovery-text.ts'
import { type EntryDraft, fieldsOf, withLine } from './entry-state.ts'
import { cutLines, isWholeLine } from './kit-lines.ts'

interface SheetLinesProps {
  readonly draft: EntryDraft
  readonly sheet: number
  /** The line that was found wrong when the kit was opened. */
  readonly wrong: { readonly sheet: number; readonly line: number } | null
  /** It was just asked for: its first line is typed next. */
  readonly takesFocus: boolean
  readonly onChange: (draft: EntryDraft) => void
}

/** The lines of one sheet, a field each; what is wrong is said beside its line. */
export function SheetLines({ draft, sheet, wrong, takesFocus, onChange }: SheetLinesProps) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const several = draft.sheets.length > 1
  const lines = fieldsOf(draft.sheets[sheet] ?? [])
  const errorAt = (line: number, text: string): string | null => {
    if (wrong?.sheet === sheet && wrong.line === line) return words.wrongLine
    return left.has(line) && text !== '' && !isWholeLine(text) ? words.wrongLetters : null
  }
  return (
    <fieldset className="plain sheet-lines">
      <legend className={several ? 'field-title' : 'vh'}>
        {words.sheet(sheet + 1, draft.sheets.length)}
        {several && (
          <ActionIcon
            size={20}
            aria-label={words.removeSheet(sheet + 1)}
            onClick={() => onChange({ ...draft, sheets: draft.sheets.filter((_, at) => at !== sheet) })}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </legend>
      {lines.map((text, line) => (
        <TextInput
          // oxlint-disable-next-line react/no-array-index-key -- A line is nothing but its number.
          key={line}
          ref={takesFocus && line === 0 ? takeFocus : null}
          aria-label={several ? words.lineOf(sheet + 1, line + 1) : words.line(line + 1)}
          leftSection={<span className="small dim tnum">{line + 1}</span>}
          classNames={{ input: 'mono' }}
          value={text}
          maxLength={48}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          error={errorAt(line, text)}
          onBlur={() => setLeft(new Set([...left, line]))}
          onPaste={(event) => {
            const pasted = cutLines(event.clipboardData.getData('text'))
            if (pasted.length < 2) return
            event.preventDefault()
            onChange(withLine(draft, { sheet, line, text: pasted }))
          }}
          onChange={(event) => onChange(withLine(draft, { sheet, line, text: [event.currentTarget.value] }))}
        />
      ))}
    </fieldset>
  )
}
