import { Button, PasswordInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { Segments } from '../ui/segments.tsx'
import { errorText } from '../words/errors/error-words.ts'
import { lockText } from '../words/lock-text.ts'
import { entryText as words } from '../words/recovery-text.ts'
import { type EntryDraft, type EntryWay, type PassphraseNeed, wrongLine } from './entry-state.ts'
import { PictureField } from './picture-field.tsx'
import { SheetLines } from './sheet-lines.tsx'

const ways: readonly EntryWay[] = ['files', 'typed', 'picture']

interface KitEntryFieldsProps {
  readonly draft: EntryDraft
  readonly passphrase: PassphraseNeed
  readonly problem: Problem | null
  readonly onChange: (draft: EntryDraft) => void
}

/** A kit as a person brings it: files, typed lines, or a picture of its square; and its passphrase. */
export function KitEntryFields({ draft, passphrase, problem, onChange }: KitEntryFieldsProps) {
  return (
    <>
      <Segments
        label={words.ways}
        options={ways.map((way) => ({ value: way, label: words[way] }))}
        value={draft.way}
        onChange={(way) => onChange({ ...draft, way })}
      />
      <p className="mid soft">{words[`${draft.way}Text`]}</p>
      {draft.way === 'typed' && <Typed draft={draft} problem={problem} onChange={onChange} />}
      {draft.way === 'picture' && <PictureField draft={draft} onChange={onChange} />}
      {passphrase !== 'no' && (
        <PasswordInput
          label={words.passphrase}
          description={passphrase === 'maybe' ? words.passphraseMaybe : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.passphrase}
          maxLength={1024}
          autoComplete="off"
          error={problem?.code === 'KIT_PASSPHRASE_WRONG' ? errorText(problem).title : null}
          visibilityToggleButtonProps={{ 'aria-label': lockText.show }}
          onChange={(event) => onChange({ ...draft, passphrase: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function Typed({ draft, problem, onChange }: Omit<KitEntryFieldsProps, 'passphrase'>) {
  const [added, setAdded] = useState<number | null>(null)
  return (
    <>
      {draft.sheets.map((_, index) => (
        <SheetLines
          // oxlint-disable-next-line react/no-array-index-key -- A sheet is nothing but its place in the list.
          key={index}
          draft={draft}
          sheet={index}
          wrong={wrongLine(problem)}
          takesFocus={index === added}
          onChange={onChange}
        />
      ))}
      {draft.sheets.length < 16 && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="link more-toggle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setAdded(draft.sheets.length)
            onChange({ ...draft, sheets: [...draft.sheets, []] })
          }}
        >
          {words.addSheet}
        </Button>
      )}
    </>
  )
}

/** True for a problem that stands beside a field already. */
export const isFieldProblem = (problem: Problem, { way }: EntryDraft): boolean =>
  problem.code === 'KIT_PASSPHRASE_WRONG' || (way === 'typed' && wrongLine(problem) !== null)
