export type CsvCell = string | number | null

/**
 * A table as RFC 4180 writes it, with the mark that tells a spreadsheet it is UTF-8. A text that a spreadsheet would take
 * for a formula begins with an apostrophe instead.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`
}

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  const text = typeof cell === 'number' ? String(cell) : defused(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** https://owasp.org/www-community/attacks/CSV_Injection: also a tab and a line break lead a spreadsheet to look again. */
function defused(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}
