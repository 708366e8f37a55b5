import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeFields, type Field } from '../../../../src/keystore/hierarchy/encode-fields.ts'

const field: fc.Arbitrary<Field> = fc.oneof(
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noInteger: true }),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 12 }),
)
const sameText = (a: readonly Field[], b: readonly Field[]): boolean =>
  a.length === b.length &&
  a.every((left, index) => {
    const right = b[index]
    if (left instanceof Uint8Array || right instanceof Uint8Array)
      return left instanceof Uint8Array && right instanceof Uint8Array && Buffer.compare(left, right) === 0
    return left === right || (left === 0 && right === 0)
  })

describe('encodeFields', () => {
  it('writes a tag, a length and the bytes of each field', () => {
    const spelled = ['03 00000002 c3a9', '01 00000008 0000000000000001', '00 00000000', '04 00000001 07']
    expect(encodeFields(['é', 1, null, new Uint8Array([7])]).toString('hex')).toBe(
      spelled.join('').replaceAll(' ', ''),
    )
  })

  it('gives two different lists of fields two different encodings', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 4 }), fc.array(field, { maxLength: 4 }), (a, b) => {
        expect(Buffer.compare(encodeFields(a), encodeFields(b)) === 0).toBe(sameText(a, b))
      }),
    )
  })

  it('tells text that was cut elsewhere from the same text', () => {
    expect(encodeFields(['ab', 'c'])).not.toEqual(encodeFields(['a', 'bc']))
    expect(encodeFields(['1'])).not.toEqual(encodeFields([1]))
  })

  it('writes an integer the same whether it came as a number or as a bigint', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(encodeFields([value])).toEqual(encodeFields([BigInt(value)]))
      }),
    )
  })
})
