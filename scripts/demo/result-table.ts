/** One line of the demo's table: what a file, or a folder as a whole, came to in both directions. */
export interface ResultRow {
  readonly file: string
  /** In bytes. */
  readonly size: number
  readonly encryptSeconds: number
  readonly openSeconds: number
  readonly equal: boolean
}

const heads = ['file', 'size', 'encrypt s', 'MB/s', 'open s', 'MB/s', 'result']

/** The rows as text in columns; sizes and rates in powers of 1000, as the app shows them. */
export function resultTable(rows: readonly ResultRow[]): string {
  const cells = [heads, ...rows.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ')
  return cells.map((row) => line(row).trimEnd()).join('\n')
}

function cellsOf(row: ResultRow): string[] {
  return [
    row.file.replaceAll('\n', '␤'),
    sizeInWords(row.size),
    row.encryptSeconds.toFixed(2),
    rateOf(row.size, row.encryptSeconds),
    row.openSeconds.toFixed(2),
    rateOf(row.size, row.openSeconds),
    row.equal ? 'equal' : 'DIFFERENT',
  ]
}

// A rate over a few milliseconds says nothing.
function rateOf(size: number, seconds: number): string {
  return size < 1_000_000 || seconds < 0.01 ? '–' : (size / 1_000_000 / seconds).toFixed(0)
}

function sizeInWords(size: number): string {
  if (size < 1000) return `${size} B`
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === heads.length - 1 ? cell.padEnd(width) : cell.padStart(width)
}
