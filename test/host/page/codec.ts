/** Turns bytes into base64 text and back; Node and the page each have their own way. */
export interface Base64 {
  readonly encode: (bytes: Uint8Array) => string
  readonly decode: (text: string) => Uint8Array<ArrayBuffer>
}

export interface Codec {
  /** A value as JSON can carry it. Throws for what Electron's structured clone refuses: functions, symbols, promises. */
  readonly encode: (value: unknown) => unknown
  readonly decode: (value: unknown) => unknown
}

// An encoded value that JSON has no form for is an object with this property; no other encoded object has it.
const kind = '$'
const uncloneable = 'An object could not be cloned.'
const boxTags = new Set(['[object Number]', '[object String]', '[object Boolean]', '[object BigInt]'])
const errorTypes = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError }
const viewTypes = {
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
} satisfies Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>

/** The codec of everything that crosses between the main process and a page. Used on both sides. */
export function createCodec(base64: Base64): Codec {
  function encodeObject(value: object): unknown {
    if (Array.isArray(value)) return encodeArray(value)
    // The time of an invalid date is NaN, which JSON would turn into null, and null into 1970.
    if (value instanceof Date) return { [kind]: 'date', value: encode(value.getTime()) }
    if (value instanceof RegExp) return { [kind]: 'regexp', source: value.source, flags: value.flags }
    if (boxTags.has(tagOf(value))) return { [kind]: 'boxed', value: encode(value.valueOf()) }
    if (value instanceof Map) {
      return { [kind]: 'map', value: [...value].map(([key, each]) => [encode(key), encode(each)]) }
    }
    if (value instanceof Set) return { [kind]: 'set', value: [...value].map(encode) }
    if (value instanceof ArrayBuffer) return { [kind]: 'buffer', value: base64.encode(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) return encodeView(value)
    if (value instanceof Error) return { [kind]: 'error', name: value.name, message: value.message }
    if ('then' in value && typeof value.then === 'function') throw new Error(uncloneable)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [escapeKey(key), encode(each)]))
  }

  // JSON writes a hole as null, so an array with holes travels as its length and what it has.
  function encodeArray(array: readonly unknown[]): unknown {
    const present = Object.keys(array).filter((key) => String(Number(key)) === key)
    if (present.length === array.length) return array.map(encode)
    const value = present.map((key) => [Number(key), encode(array[Number(key)])])
    return { [kind]: 'sparse', length: array.length, value }
  }

  function encodeView(view: ArrayBufferView): unknown {
    const name = Object.keys(viewTypes).find(
      (each) => view instanceof viewTypes[each as keyof typeof viewTypes],
    )
    if (name === undefined) throw new Error(uncloneable)
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    return { [kind]: 'view', type: name, value: base64.encode(bytes) }
  }

  function encode(value: unknown): unknown {
    switch (typeof value) {
      case 'undefined':
        return { [kind]: 'undefined' }
      case 'bigint':
        return { [kind]: 'bigint', value: String(value) }
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return value
        return { [kind]: 'number', value: Object.is(value, -0) ? '-0' : String(value) }
      case 'function':
      case 'symbol':
        throw new Error(uncloneable)
      case 'object':
        return value === null ? null : encodeObject(value)
      default:
        return value
    }
  }

  function decodeSpecial(special: Record<string, unknown>): unknown {
    const { value } = special
    switch (special[kind]) {
      case 'bigint':
        return BigInt(value as string)
      case 'number':
        return Number(value)
      case 'date':
        return new Date(decode(value) as number)
      case 'regexp':
        return new RegExp(special['source'] as string, special['flags'] as string)
      case 'boxed':
        return Object(decode(value))
      case 'sparse':
        return decodeSparse(special['length'] as number, value as [number, unknown][])
      case 'map':
        return new Map((value as [unknown, unknown][]).map(([key, each]) => [decode(key), decode(each)]))
      case 'set':
        return new Set((value as unknown[]).map(decode))
      case 'buffer':
        return base64.decode(value as string).buffer
      case 'view': {
        const { buffer } = base64.decode(value as string)
        const View: new (bytes: ArrayBuffer) => ArrayBufferView =
          viewTypes[special['type'] as keyof typeof viewTypes]
        return new View(buffer)
      }
      case 'error': {
        const type = errorTypes[special['name'] as keyof typeof errorTypes] ?? Error
        return new type(special['message'] as string)
      }
      default:
        return undefined
    }
  }

  function decodeSparse(length: number, present: readonly [number, unknown][]): unknown[] {
    const made: unknown[] = []
    made.length = length
    for (const [index, each] of present) made[index] = decode(each)
    return made
  }

  function decode(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(decode)
    if (kind in value) return decodeSpecial(value)
    const made: Record<string, unknown> = {}
    for (const [key, each] of Object.entries(value)) {
      Object.defineProperty(made, unescapeKey(key), {
        value: decode(each),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    return made
  }

  return { encode, decode }
}

const tagOf = (value: object): string => Object.prototype.toString.call(value)
const escapeKey = (key: string) => (key.startsWith(kind) ? kind + kind + key : key)
const unescapeKey = (key: string) => (key.startsWith(kind + kind) ? key.slice(2) : key)
