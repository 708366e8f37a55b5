import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../../src/main/rotation/csv.ts'
import type { CsvCell } from '../../../../src/main/rotation/csv.ts'

/** A reader of RFC 4180, character by character. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[(at += 1)]
      else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',' || (char === '\r' && text[at + 1] === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (char === '\r') {
        rows.push([])
        at++
      }
    } else cell += char
  }
  rows.pop()
  return rows
}

const body = (rows: readonly (readonly CsvCell[])[]): string => csvOf(rows).slice(1)

describe('a table as CSV', () => {
  it('is UTF-8 with its mark, rows end with CR and LF, and nothing is an empty cell', () => {
    expect(csvOf([['a', 1, null]])).toBe('\uFEFFa,1,\r\n')
  })

  it('quotes what would end a cell', () => {
    expect(body([['a,b', 'say "no"', 'two\nlines', 'one\rmore']])).toBe(
      '"a,b","say ""no""","two\nlines","one\rmore"\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@now', '\t=1', '\r=1', '=cmd|"/c calc"!A1'])(
    'makes no formula of %j',
    (text) => {
      expect(parse(body([[text]]))).toEqual([[`'${text}`]])
    },
  )

  it('leaves numbers as they are', () => {
    expect(body([[-1, 0.5]])).toBe('-1,0.5\r\n')
  })

  it('gives back what was written, and no cell that begins a formula', () => {
    const text = fc.string({ unit: fc.constantFrom('=', '@', '-', '"', ',', '\r', '\n', '\t', 'ü', 'a') })
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const found = parse(body(rows))
        expect(found.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n])/, '')))).toEqual(rows)
        for (const cell of found.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      }),
    )
  })
})
