import { FakeError } from './fake-error.ts'

/** The JSON body of a request, read field by field with the checks of KMS's model. Throws ValidationException. */
export class Input {
  readonly #fields: Readonly<Record<string, unknown>>

  private constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields
  }

  static parse(body: Uint8Array): Input {
    try {
      const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8') || '{}')
      if (typeof parsed === 'object' && parsed !== null) return new Input({ ...parsed })
    } catch {
      // Said below, as for a body that is JSON but no object.
    }
    throw new FakeError('SerializationException', 'the request body is not a JSON object')
  }

  text(name: string): string | undefined {
    const value = this.#fields[name]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw invalid(name, 'must be a string')
    return value
  }

  required(name: string): string {
    const value = this.text(name)
    if (value === undefined || value === '') throw invalid(name, 'must not be null')
    return value
  }

  integer(name: string, { least, most }: { least: number; most: number }): number | undefined {
    const value = this.#fields[name]
    if (value === undefined || value === null) return undefined
    if (!Number.isInteger(value)) throw invalid(name, 'must be an integer')
    const number = Number(value)
    if (number < least) throw invalid(name, `must have value greater than or equal to ${least}`)
    if (number > most) throw invalid(name, `must have value less than or equal to ${most}`)
    return number
  }

  flag(name: string): boolean {
    return this.#fields[name] === true
  }

  /** Bytes of a base64 field. */
  blob(name: string, { most }: { most: number }): Uint8Array {
    const bytes = Buffer.from(this.required(name), 'base64')
    if (bytes.length < 1) throw invalid(name, 'must have length greater than or equal to 1')
    if (bytes.length > most) throw invalid(name, `must have length less than or equal to ${most}`)
    return bytes
  }

  /** Bytes of a base64 field that may be left out. */
  optionalBlob(name: string, limits: { most: number }): Uint8Array | undefined {
    return this.#fields[name] === undefined ? undefined : this.blob(name, limits)
  }

  /** A date, which comes as seconds. */
  date(name: string): Date | undefined {
    const value = this.#fields[name]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'number') throw invalid(name, 'must be a timestamp')
    return new Date(value * 1000)
  }

  /** One of the words that KMS knows. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const known = words.find((word) => word === value)
    if (known === undefined) throw invalid(name, `must satisfy enum value set: [${words.join(', ')}]`)
    return known
  }

  /** A list of strings. */
  texts(name: string): readonly string[] {
    const value = this.#fields[name]
    if (value === undefined || value === null) return []
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
      throw invalid(name, 'must be a list of strings')
    }
    return value.map(String)
  }

  /** A list of structures. */
  list(name: string): readonly Input[] {
    const value = this.#fields[name]
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw invalid(name, 'must be a list')
    return value.map((item: unknown) => new Input({ ...Object(item) }))
  }

  /** A structure; empty where it is absent. */
  structure(name: string): Input {
    return new Input({ ...Object(this.#fields[name] ?? {}) })
  }

  /** The pairs of an encryption context; none where it is absent. */
  context(field = 'EncryptionContext'): readonly (readonly [string, string])[] {
    const value = this.#fields[field]
    if (value === undefined || value === null) return []
    if (typeof value !== 'object') throw invalid(field, 'must be a map')
    return Object.entries(value).map(([name, text]: [string, unknown]) => {
      if (typeof text !== 'string') throw invalid(field, 'must hold strings')
      return [name, text] as const
    })
  }
}

function invalid(name: string, says: string): FakeError {
  const field = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return new FakeError(
    'ValidationException',
    `1 validation error detected: Value at '${field}' failed to satisfy constraint: Member ${says}`,
  )
}
