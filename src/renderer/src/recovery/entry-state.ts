import type { KitEntry } from '../../../shared/model/recovery.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { entryText as words } from '../words/recovery-text.ts'
import { isWholeLine, linesOfSheet } from './kit-lines.ts'

/** How a person brings a kit. */
export type EntryWay = 'files' | 'typed' | 'picture'

/** Whether the kit has a passphrase, as far as it is known. */
export type PassphraseNeed = 'yes' | 'no' | 'maybe'

/** A kit as it is being brought: each sheet a list of lines as typed, each picture the text of its square. */
export interface EntryDraft {
  readonly way: EntryWay
  readonly sheets: readonly (readonly string[])[]
  readonly pictures: readonly string[]
  readonly passphrase: string
}

/** Nothing brought yet. */
export const emptyEntry: EntryDraft = { way: 'files', sheets: [[]], pictures: [], passphrase: '' }

/** The lines of a sheet that are asked for, with what was typed of each. */
export const fieldsOf = (sheet: readonly string[]): readonly string[] =>
  Array.from(
    { length: Math.max(linesOfSheet(sheet[0] ?? ''), sheet.length) },
    (_, index) => sheet[index] ?? '',
  )

/** The draft with one line changed; several lines that were pasted at once go to the fields that follow. */
export function withLine(
  draft: EntryDraft,
  { sheet, line, text }: { readonly sheet: number; readonly line: number; readonly text: readonly string[] },
): EntryDraft {
  const sheets = draft.sheets.map((lines, index) =>
    index === sheet
      ? Object.assign([...fieldsOf(lines)], Object.fromEntries(text.map((each, at) => [line + at, each])))
      : lines,
  )
  return { ...draft, sheets }
}

/** Why the kit cannot be opened yet; null where it can be tried. */
export function entryObstacle(draft: EntryDraft, passphrase: PassphraseNeed): string | null {
  if (draft.way === 'typed' && !draft.sheets.every((sheet) => fieldsOf(sheet).every(isWholeLine)))
    return words.needLines
  if (draft.way === 'picture' && draft.pictures.length === 0) return words.needPicture
  return passphrase === 'yes' && draft.passphrase === '' ? words.needPassphrase : null
}

/** What is sent. */
export function entryOf({ way, sheets, pictures, passphrase }: EntryDraft): KitEntry {
  const told = passphrase === '' ? null : passphrase
  if (way === 'files') return { from: 'files', sheets: [], passphrase: told }
  return {
    from: 'typed',
    sheets: way === 'picture' ? [...pictures] : sheets.map((sheet) => fieldsOf(sheet).join('\n')),
    passphrase: told,
  }
}

/** The line that a problem names, from 0; null where it names none. */
export function wrongLine(problem: Problem | null): { readonly sheet: number; readonly line: number } | null {
  if (problem?.code !== 'KIT_TEXT_INVALID') return null
  const { line, sheet = 1 } = problem.facts
  return typeof line === 'number' && typeof sheet === 'number' ? { sheet: sheet - 1, line: line - 1 } : null
}
