import { VaultError } from '../../../../shared/vault-error.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Deeper than any policy, and far from the end of the stack. */
const deepest = 64

/**
 * Reads JSON as RFC 8259 has it, and tells the line of what is wrong: INVALID_REQUEST with facts {reason, line, column}
 * from 1. A key that is there twice is wrong as well: one of the two would be lost without a word.
 */
export function parseJson(text: string): Json {
  const reader = new JsonReader(text)
  const value = reader.value(0)
  reader.end()
  return value
}

const literals = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const

class JsonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(depth: number): Json {
    this.#skipSpace()
    if (depth > deepest) this.#fail('jsonTooDeep')
    if (this.#take('{')) return this.#object(depth)
    if (this.#take('[')) return this.#array(depth)
    if (this.#text[this.#at] === '"') return this.#string()
    const literal = literals.find(([word]) => this.#take(word))
    return literal === undefined ? this.#number() : literal[1]
  }

  end(): void {
    this.#skipSpace()
    if (this.#at < this.#text.length) this.#fail('jsonMoreAfterEnd')
  }

  #object(depth: number): Json {
    const entries = new Map<string, Json>()
    this.#skipSpace()
    if (this.#take('}')) return {}
    do {
      this.#skipSpace()
      const keyAt = this.#at
      const key = this.#string()
      if (entries.has(key)) this.#fail('jsonKeyTwice', keyAt)
      this.#skipSpace()
      if (!this.#take(':')) this.#fail('jsonColonMissing')
      entries.set(key, this.value(depth + 1))
      this.#skipSpace()
    } while (this.#take(','))
    if (!this.#take('}')) this.#fail('jsonObjectNotClosed')
    // Defines own properties, `__proto__` too.
    return Object.fromEntries(entries)
  }

  #array(depth: number): Json {
    const items: Json[] = []
    this.#skipSpace()
    if (this.#take(']')) return items
    do {
      items.push(this.value(depth + 1))
      this.#skipSpace()
    } while (this.#take(','))
    if (!this.#take(']')) this.#fail('jsonListNotClosed')
    return items
  }

  /** Where it ends is found here; what it says, and which characters it may hold, the language's own reader knows. */
  #string(): string {
    const start = this.#at
    const whole = this.#match(/"(?:[^"\\]|\\.)*"/y)
    if (whole === null) this.#fail('jsonStringExpected')
    try {
      return JSON.parse(whole) as string
    } catch {
      this.#fail('jsonStringExpected', start)
    }
  }

  #number(): number {
    const start = this.#at
    const whole = this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y)
    if (whole === null) this.#fail('jsonValueExpected')
    const value = Number(whole)
    // Formatting would write another number than was read.
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      this.#fail('jsonNumberTooLarge', start)
    }
    return value
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? null
    if (found !== null) this.#at += found.length
    return found
  }

  #take(word: string): boolean {
    const there = this.#text.startsWith(word, this.#at)
    if (there) this.#at += word.length
    return there
  }

  #skipSpace(): void {
    this.#match(/[ \t\n\r]*/y)
  }

  #fail(reason: string, at = this.#at): never {
    const before = this.#text.slice(0, at).split('\n')
    const line = before.length
    const column = (before.at(-1) ?? '').length + 1
    throw new VaultError(
      'INVALID_REQUEST',
      `this is no json: line ${line}, column ${column}; correct it there`,
      {
        facts: { reason, line, column },
      },
    )
  }
}

/** The fields of an object; none of anything else. */
export function fieldsOf(value: Json | undefined): ReadonlyMap<string, Json> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return new Map(isObject ? Object.entries(value) : [])
}

/** IAM writes one value or a list of them: always as a list. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value as Json]
}

/** The strings of one value or a list; numbers and booleans as text, as IAM takes them. */
export function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value)
    .filter((item) => typeof item !== 'object')
    .map(String)
}
