import { VaultError } from '../../shared/vault-error.ts'
import { lettersOf, toFives, valueOfLetter } from './base32.ts'
import { contentOfLine, lettersOfLine, lineHolds, withChecks } from './line-check.ts'

/** The lines of a sheet: four groups of four letters and digits each, the last two of which check the line. */
export function writeLines(content: Uint8Array): readonly string[] {
  const values = toFives(content)
  const lines: string[] = []
  for (let start = 0; start < values.length; start += contentOfLine) {
    const part = values.slice(start, start + contentOfLine)
    while (part.length < contentOfLine) part.push(0)
    const letters = lettersOf(withChecks(part, lines.length + 1))
    lines.push((letters.match(/.{4}/g) ?? []).join('-'))
  }
  return lines
}

/** More lines than any sheet has. */
const mostLines = 20

/**
 * The values that a sheet's text holds, checks left out. Spaces, dashes and case are free, O is 0, I and L are 1; numbers
 * before the lines and the kit's id above them may be there. Throws KIT_TEXT_INVALID with the first line that is wrong.
 */
export function readLines(text: string): readonly number[] {
  const lines = linesOf(text)
  if (lines.length === 0 || lines.length > mostLines) throw invalidText()
  return lines.flatMap((values, index) => {
    const line = index + 1
    if (values === undefined || values.length !== lettersOfLine || !lineHolds(values, line))
      throw invalidText(line)
    return values.slice(0, contentOfLine)
  })
}

/** What is thrown for a text that is none of a sheet's; `line` where one is known to be wrong. */
export function invalidText(line?: number): VaultError {
  const facts = line === undefined ? {} : { line }
  return new VaultError('KIT_TEXT_INVALID', 'this is not what a sheet of a recovery kit says', { facts })
}

/** Of one text line, or of several in one: a QR code may be read as one long line. Undefined for what has other letters. */
function linesOf(text: string): readonly (readonly number[] | undefined)[] {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .filter((line) => lettersIn(line) !== '' && !/^\s*KH-/i.test(line))
    .flatMap((line) => cut(lettersIn(withoutNumber(line))))
}

function cut(letters: string): readonly (readonly number[] | undefined)[] {
  return (letters.match(/.{1,16}/gsu) ?? []).map((part) => {
    const values = Array.from(part, valueOfLetter)
    return values.some((value) => value === undefined) ? undefined : (values as number[])
  })
}

/** Only where what stays is one whole line: a line may itself begin with digits. */
function withoutNumber(line: string): string {
  const numbered = /^\s*\d{1,2}[\s.:)]+(.*)$/su.exec(line)?.[1]
  return numbered !== undefined && lettersIn(numbered).length === lettersOfLine ? numbered : line
}

function lettersIn(line: string): string {
  return line.replace(/[\s\p{Z}\p{Pd}_]/gu, '')
}
