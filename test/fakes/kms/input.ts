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

  /** The pairs of `EncryptionContext`; none where it is absent. */
  context(): readonly (readonly [string, string])[] {
    const value = this.#fields['EncryptionContext']
    if (value === undefined || value === null) return []
    if (typeof value !== 'object') throw invalid('encryptionContext', 'must be a map')
    return Object.entries(value).map(([name, text]: [string, unknown]) => {
      if (typeof text !== 'string') throw invalid('encryptionContext', 'must hold strings')
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
