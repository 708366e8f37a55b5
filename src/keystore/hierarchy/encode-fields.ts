/** A value of a record: SQLite's own kinds, and nothing else. */
export type Field = null | number | bigint | string | Uint8Array

const tags = { null: 0, integer: 1, real: 2, text: 3, blob: 4 } as const

/**
 * The one encoding of records under AAD and MAC: for each field a tag byte (null 0, integer 1, real 2, text 3, blob 4), a
 * u32 length and the bytes (integers as i64, reals as f64, both big-endian; text as UTF-8). Two different lists of
 * fields never give the same bytes. docs/keystore.md, section "Encoding".
 */
export function encodeFields(fields: readonly Field[]): Buffer {
  const parts = fields.map(toPart)
  const whole = Buffer.alloc(parts.reduce((sum, part) => sum + 5 + part.bytes.length, 0))
  let offset = 0
  for (const { tag, bytes } of parts) {
    whole[offset] = tag
    whole.writeUInt32BE(bytes.length, offset + 1)
    whole.set(bytes, offset + 5)
    offset += 5 + bytes.length
  }
  return whole
}

interface Part {
  readonly tag: number
  readonly bytes: Uint8Array
}

function toPart(field: Field): Part {
  if (field === null) return { tag: tags.null, bytes: Buffer.alloc(0) }
  if (typeof field === 'string') return { tag: tags.text, bytes: Buffer.from(field, 'utf8') }
  if (typeof field === 'bigint') return { tag: tags.integer, bytes: int64(field) }
  if (typeof field !== 'number') return { tag: tags.blob, bytes: field }
  if (Number.isSafeInteger(field)) return { tag: tags.integer, bytes: int64(BigInt(field)) }
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(field)
  return { tag: tags.real, bytes }
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}
