import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCodec } from './page/codec.ts'

const codec = createCodec({
  encode: (bytes) => Buffer.from(bytes).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})
const across = (value: unknown) => codec.decode(JSON.parse(JSON.stringify(codec.encode(value))))

describe('the codec between host and page', () => {
  it('gives back any value that structured clone takes', () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withBoxedValues: true,
      withSparseArray: true,
    })
    fc.assert(
      fc.property(value, (each) => {
        expect(across(each)).toStrictEqual(structuredClone(each))
      }),
    )
  })

  it.each([
    ['an invalid date', new Date(Number.NaN)],
    ['an invalid date inside a map', new Map([['', { '': new Date(Number.NaN) }]])],
    ['the first date', new Date(0)],
    ['minus zero', -0],
    ['not a number', Number.NaN],
    ['an array with holes', [undefined, , null, ,]], // oxlint-disable-line no-sparse-arrays
    ['a number in its box', Object(-0)],
    ['a text in its box', Object('boxed')],
    ['a big integer in its box', Object(1n)],
    ['a regular expression', /a\/b/giu],
    ['a view of the middle of its buffer', new Uint16Array(new Uint16Array([1, 2, 3]).buffer, 2, 1)],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ])('gives back %s', (_name, value) => {
    expect(across(value)).toStrictEqual(structuredClone(value))
  })

  it('gives back a data view of the middle of its buffer as one of the same bytes', () => {
    const view = across(new DataView(new Uint8Array([1, 2, 3]).buffer, 1, 2)) as DataView
    expect([view.byteLength, view.getUint16(0)]).toEqual([2, 0x0203])
  })

  it('keeps names that look like its own marks, and __proto__, as plain properties', () => {
    const value = JSON.parse('{"$": "date", "$$": 1, "__proto__": {"polluted": true}}') as Record<
      string,
      unknown
    >
    const result = across(value) as Record<string, unknown>
    expect(Object.keys(result)).toEqual(['$', '$$', '__proto__'])
    expect(result['polluted']).toBeUndefined()
  })

  it('keeps an error as an error of the same kind', () => {
    const result = across(new RangeError('too far'))
    expect(result).toBeInstanceOf(RangeError)
    expect(result).toMatchObject({ message: 'too far' })
  })

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
  ])('refuses %s', (_name, value) => {
    expect(() => codec.encode({ value })).toThrow('could not be cloned')
  })
})
