import { fieldsOf, type Json } from './parse-json.ts'

/** First and last line, from 1, of text that JSON.stringify(…, null, 2) gives. */
export interface LineRange {
  readonly first: number
  readonly last: number
}

/** The document as it is shown: two spaces, one value a line. */
export const formatJson = (value: Json): string => JSON.stringify(value, null, 2)

/** Where each statement of a policy stands in its formatted document, in order. One that is no list is one statement. */
export function statementLines(policy: Json): readonly LineRange[] {
  let line = 2
  for (const [key, value] of fieldsOf(policy)) {
    if (key === 'Statement') return linesOf(value, line)
    line += height(value)
  }
  return []
}

function linesOf(statements: Json, first: number): readonly LineRange[] {
  if (!Array.isArray(statements)) return [{ first, last: first + height(statements) - 1 }]
  let line = first + 1
  return (statements as readonly Json[]).map((statement) => {
    const range = { first: line, last: line + height(statement) - 1 }
    line = range.last + 1
    return range
  })
}

const height = (value: Json): number => formatJson(value).split('\n').length
