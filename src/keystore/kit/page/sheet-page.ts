import encodeQr from 'qr'
import type { KitForm } from '../../../shared/model/recovery.ts'
import { PdfPage } from './pdf-page.ts'

/** What is printed on a sheet. */
export interface SheetPage {
  readonly kitId: string
  readonly form: KitForm
  /** Null but for shares. */
  readonly share: { readonly index: number; readonly sheets: number; readonly threshold: number } | null
  readonly madeFor: string
  readonly madeAt: Date
  readonly lines: readonly string[]
}

const left = 56
const width = 483
const qrSide = 190
const qrTop = 640

/** A sheet as a PDF of one page: the square and the lines say the same. The caller wipes the bytes. */
export function drawSheet(sheet: SheetPage): Uint8Array {
  const page = new PdfPage()
  page.text('Keyhold recovery kit', { x: left, y: 770 }, 'bold', 20)
  page.text(sheet.kitId, { x: 440, y: 770 }, 'mono', 14)
  page.rule({ x: left, y: 756 }, width)
  page.text(`Made ${dayOf(sheet.madeAt)}`, { x: left, y: 730 }, 'regular', 11)
  // Never alone in its brackets: what a person typed must not read as a line of the sheet.
  page.text(`for ${sheet.madeFor}`, { x: left, y: 714 }, 'bold', 11)
  for (const [index, line] of whatItOpens(sheet).entries())
    page.text(line, { x: left, y: 694 - index * 15 }, 'regular', 11)
  const square = encodeQr(sheet.lines.join(' '), 'raw', { ecc: 'medium', border: 4 })
  page.squares(square, { x: left - 12, y: qrTop - qrSide }, qrSide)
  for (const [index, line] of sheet.lines.entries())
    page.text(numbered(index + 1, line), { x: 260, y: qrTop - 24 - index * 18 }, 'mono', 13)
  for (const [index, line] of steps.entries())
    page.text(line, { x: left, y: 410 - index * 18 }, 'regular', 11)
  page.rule({ x: left, y: 340 }, width)
  for (const [index, line] of warning(sheet).entries())
    page.text(line, { x: left, y: 320 - index * 15 }, 'regular', 10)
  return page.finish(`Keyhold recovery kit ${sheet.kitId}`)
}

/** How a line stands in the file: `read-sheet-file.ts` looks for it. */
function numbered(number: number, line: string): string {
  return `${String(number).padStart(2)} ${line}`
}

const steps = [
  '1. Install Keyhold on any computer.',
  '2. Choose "Use the recovery kit".',
  '3. Scan the square or type the lines.',
]

function whatItOpens({ form, share }: SheetPage): readonly string[] {
  const door = 'It opens every file that has the recovery door.'
  if (share !== null)
    return [
      `Sheet ${share.index} of ${share.sheets}. Any ${share.threshold} of these sheets together open what one kit opens.`,
      door,
    ]
  return form === 'passphrase' ? ['This sheet opens together with its passphrase.', door] : [door]
}

function warning({ form, share }: SheetPage): readonly string[] {
  const kept = 'Keyhold keeps no copy of it. Keep it away from the computer.'
  if (share !== null) return [`Whoever has ${share.threshold} of the sheets can open these files.`, kept]
  if (form === 'passphrase')
    return ['The passphrase is not on this sheet. Without it the sheet opens nothing.', kept]
  return ['Whoever has this sheet can open these files.', kept]
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayOf(date: Date): string {
  return `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`
}
