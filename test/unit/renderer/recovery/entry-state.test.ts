import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kitEntry } from '../../../../src/shared/model/recovery.ts'
import { cutLines, isWholeLine, linesOfSheet } from '../../../../src/renderer/src/recovery/kit-lines.ts'
import {
  emptyEntry,
  entryObstacle,
  entryOf,
  fieldsOf,
  withLine,
  wrongLine,
} from '../../../../src/renderer/src/recovery/entry-state.ts'

/** Sheets as src/keystore/kit/sheet-content.ts writes them. */
const sheets: Readonly<Record<string, readonly string[]>> = {
  plain: [
    '240G-40R4-0M3G-E116',
    'R70W-3GE1-R70W-3G0D',
    'E1R7-0W3G-E1R7-0WS9',
    '3GE1-R70W-3GE1-R7Z7',
    '0W3G-EF5X-KRJG-00HB',
  ],
  passphrase: [
    '280G-40R4-0M8G-00TN',
    '0000-0000-0000-00ZX',
    '0000-0000-0000-0021',
    '0000-0000-0000-00VZ',
    '0000-0000-0000-0063',
    '0000-0000-0000-0042',
    '0000-0000-0000-00SY',
    '0000-0000-0000-00KV',
    '0125-57X8-0000-00FQ',
  ],
  shares: [
    '2C0G-40R4-0M1G-A008',
    'G70W-3GE1-R70W-3GQJ',
    'E1R7-0W3G-E1R7-0WS9',
    '3GE1-R70W-3GE1-R7Z7',
    '0W3G-E1R7-0W3X-EM02',
    'WZHC-0000-0000-00KB',
  ],
}

describe.each(Object.entries(sheets))('a sheet of the form %s', (_, lines) => {
  test('asks for as many lines as it has, once the first one is there', () => {
    expect(linesOfSheet(lines[0] ?? '')).toBe(lines.length)
    expect(fieldsOf([...lines])).toEqual(lines)
  })

  test('has lines that may be whole', () => {
    expect(lines.every(isWholeLine)).toBe(true)
  })

  test('is sent whole, a line each', () => {
    const draft = withLine({ ...emptyEntry, way: 'typed' }, { sheet: 0, line: 0, text: lines })
    expect(entryObstacle(draft, 'no')).toBeNull()
    const entry = entryOf(draft)
    expect(kitEntry.safeParse(entry).success).toBe(true)
    expect(entry.sheets).toEqual([lines.join('\n')])
  })

  test('may be pasted with its number, as one line, or with the kit’s id above it', () => {
    expect(cutLines(['KH-04106100', ...lines.map((line, at) => `${at + 1}  ${line}`)].join('\n'))).toEqual(
      lines,
    )
    expect(cutLines(lines.join(''))).toEqual(lines)
  })
})

test('a line that is short or has another letter is not whole', () => {
  expect(isWholeLine('4F7Q-M2XA-9KRD-TW6')).toBe(false)
  expect(isWholeLine('4F7Q-M2XA-9KRD-TW6U')).toBe(false)
  expect(isWholeLine('4f7q m2xa 9krd tw6e')).toBe(true)
})

test('what is missing is said', () => {
  expect(entryObstacle({ ...emptyEntry, way: 'typed' }, 'no')).not.toBeNull()
  expect(entryObstacle({ ...emptyEntry, way: 'picture' }, 'no')).not.toBeNull()
  expect(entryObstacle(emptyEntry, 'yes')).not.toBeNull()
  expect(entryObstacle(emptyEntry, 'maybe')).toBeNull()
})

test('a problem leads to its sheet and line', () => {
  const problem = { code: 'KIT_TEXT_INVALID', message: '', facts: { line: 3, sheet: 2 } } as const
  expect(wrongLine(problem)).toEqual({ sheet: 1, line: 2 })
  expect(wrongLine({ ...problem, facts: { line: 1 } })).toEqual({ sheet: 0, line: 0 })
  expect(wrongLine({ ...problem, facts: {} })).toBeNull()
})

test('any text can be pasted', () => {
  assert(
    property(string({ maxLength: 400 }), (text) => {
      for (const line of cutLines(text)) expect(line.length).toBeLessThanOrEqual(400)
      expect(fieldsOf([...cutLines(text)]).length).toBeGreaterThanOrEqual(5)
    }),
  )
})
