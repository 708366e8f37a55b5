/** A piece of a line of JSON: a name, a text, or anything else. `at`: where it begins in the line. */
export interface JsonToken {
  readonly kind: 'name' | 'text' | 'other'
  readonly text: string
  readonly at: number
}

const quoted = /"(?:[^"\\]|\\.)*"?(?:\s*:)?/g

/** The pieces of one line of formatted JSON, in order; joined they are the line again. */
export function jsonTokens(line: string): readonly JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const { 0: text, index } of line.matchAll(quoted)) {
    if (index > end) tokens.push({ kind: 'other', text: line.slice(end, index), at: end })
    tokens.push({ kind: text.endsWith(':') ? 'name' : 'text', text, at: index })
    end = index + text.length
  }
  if (end < line.length) tokens.push({ kind: 'other', text: line.slice(end), at: end })
  return tokens
}
