import type { KitForm } from '../../../shared/model/recovery.ts'

/** Letters and digits of a line. docs/adr/0018. */
const lettersOfLine = 16

/** Lines of a sheet by the form of its kit. */
export const linesOf: Readonly<Record<KitForm, number>> = { plain: 5, passphrase: 9, shares: 6 }

const typed = (line: string): string => line.replace(/[\s\p{Pd}_]/gu, '').toUpperCase()

/**
 * How many lines a sheet has: its first line begins with the version and form, `24` to `27` without a passphrase, `28` to
 * `2B` with one, `2C` to `2F` for one of several. Before that is typed, as many as any sheet has at least.
 */
export function linesOfSheet(firstLine: string): number {
  const second = typed(firstLine).charAt(1)
  if (/[89AB]/.test(second)) return linesOf.passphrase
  return /[CDEF]/.test(second) ? linesOf.shares : linesOf.plain
}

/** True for a line that may be whole; its check is made where the kit is opened. O is taken for 0, I and L for 1. */
export const isWholeLine = (line: string): boolean =>
  new RegExp(`^[0-9A-TV-Z]{${lettersOfLine}}$`).test(typed(line))

/** A text as a QR code or a paste gives it, cut into lines; without the kit's id and numbers before the lines. */
export function cutLines(text: string): readonly string[] {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .filter((line) => line.trim() !== '' && !/^\s*KH-/i.test(line))
    .map((line) => line.replace(/^\s*\d{1,2}[.:)\s]+(?=\S{4}[\s-])/, '').trim())
    .flatMap((line) => cutLong(line))
}

function cutLong(line: string): readonly string[] {
  const letters = typed(line)
  if (letters.length <= lettersOfLine) return [line]
  return (letters.match(/.{1,16}/g) ?? []).map((part) => (part.match(/.{1,4}/g) ?? []).join('-'))
}
