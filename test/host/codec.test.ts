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
      withNullPrototype: false,
    })
    fc.assert(
      fc.property(value, (each) => {
        expect(across(each)).toEqual(structuredClone(each))
      }),
    )
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
