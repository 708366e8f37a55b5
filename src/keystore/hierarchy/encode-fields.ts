/** A value of a record: SQLite's own kinds, and nothing else. */
export type Field = null | number | bigint | string | Uint8Array

const tags = { null: 0, integer: 1, real: 2, text: 3, blob: 4 } as const
const headLength = 5
const numberLength = 8

/**
 * The one encoding of records under AAD and MAC: for each field a tag byte (null 0, integer 1, real 2, text 3, blob 4), a
 * u32 length and the bytes (integers as i64, reals as f64, both big-endian; text as UTF-8). Two different lists of
 * fields never give the same bytes. docs/keystore.md, section "Encoding".
 */
export function encodeFields(fields: readonly Field[]): Buffer {
  const whole = Buffer.alloc(fields.reduce<number>((sum, field) => sum + headLength + lengthOf(field), 0))
  let offset = 0
  for (const field of fields) {
    const length = lengthOf(field)
    whole[offset] = tagOf(field)
    whole.writeUInt32BE(length, offset + 1)
    writeField(field, whole, offset + headLength)
    offset += headLength + length
  }
  return whole
}

function lengthOf(field: Field): number {
  if (field === null) return 0
  if (typeof field === 'string') return Buffer.byteLength(field, 'utf8')
  return typeof field === 'object' ? field.length : numberLength
}

function tagOf(field: Field): number {
  if (field === null) return tags.null
  if (typeof field === 'string') return tags.text
  if (typeof field === 'object') return tags.blob
  return typeof field === 'bigint' || Number.isSafeInteger(field) ? tags.integer : tags.real
}

function writeField(field: Field, into: Buffer, at: number): void {
  if (field === null) return
  if (typeof field === 'string') into.write(field, at, 'utf8')
  else if (typeof field === 'object') into.set(field, at)
  else if (typeof field === 'bigint') into.writeBigInt64BE(field, at)
  else if (Number.isSafeInteger(field)) into.writeBigInt64BE(BigInt(field), at)
  else into.writeDoubleBE(field, at)
}
