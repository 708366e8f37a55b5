import { invalidText } from '../sheet-lines.ts'

/** Bytes of the longest file that may be a sheet. */
export const longestSheetFile = 1 << 20
/** Characters of the longest text that the port takes for a sheet. */
const longestText = 1024
const line = /\( ?(\d{1,2}) ((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})\) Tj/g

/**
 * The text of a sheet in a file: of our own PDF, its numbered lines in their order; of any other file, what it says. A PDF
 * that another program wrote anew has its text packed in ways that are not looked into. Throws KIT_TEXT_INVALID.
 */
export function readSheetFile(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (!text.startsWith('%PDF-')) {
    if (text.length > longestText) throw invalidText()
    return text
  }
  const lines: string[] = []
  for (const [, number, letters] of text.matchAll(line)) {
    if (Number(number) !== lines.length + 1 || letters === undefined) throw invalidText(lines.length + 1)
    lines.push(letters)
  }
  if (lines.length === 0) throw invalidText()
  return lines.join('\n').slice(0, longestText)
}
