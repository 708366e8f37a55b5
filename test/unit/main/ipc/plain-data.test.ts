import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainData } from '../../../../src/main/ipc/plain-data.ts'

describe('plain data', () => {
  it('is everything that JSON can say, but for a key called __proto__', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        const value: unknown = JSON.parse(text)
        expect(isPlainData(value)).toBe(!text.includes('"__proto__":'))
      }),
    )
  })

  it('is an own key called __proto__ nowhere, at no depth', () => {
    expect(isPlainData(JSON.parse('{"__proto__":{}}'))).toBe(false)
    expect(isPlainData(JSON.parse('[{"a":[{"__proto__":null}]}]'))).toBe(false)
  })

  it.each([
    ['a map', new Map()],
    ['a set', new Set()],
    ['bytes', new Uint8Array(1)],
    ['a buffer', new ArrayBuffer(1)],
    ['a date', new Date()],
    ['an error', new Error('x')],
    ['a pattern', /x/],
    ['a function', () => undefined],
    ['a symbol', Symbol.iterator],
    ['a big integer', 1n],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('is not %s, alone or inside', (_name, value: unknown) => {
    expect(isPlainData(value)).toBe(false)
    expect(isPlainData({ a: [value] })).toBe(false)
  })

  it('is neither cyclic, nor deep, nor endless', () => {
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    expect(isPlainData(cyclic)).toBe(false)
    expect(isPlainData(JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`))).toBe(false)
    expect(isPlainData(Array.from({ length: 500_000 }, () => 0))).toBe(false)
    expect(isPlainData(Array.from({ length: 10_000 }, () => '/a/path'))).toBe(true)
  })
})
