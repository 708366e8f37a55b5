import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  parseEncryptionContext,
  serializeEncryptionContext,
} from '../../../../src/main/message/encryption-context-codec.ts'
import { codeOf } from './support/whole-message.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const context = fc
  .uniqueArray(fc.tuple(text, text), { selector: ([key]) => key })
  .map((pairs) => new Map(pairs))

describe('the encryption context', () => {
  it('F-06 is written sorted by the UTF-8 bytes of its keys, not by UTF-16 units or locale', () => {
    // U+FF5E sorts before U+1F600 in UTF-8 and after it in UTF-16; B before a in bytes and after it in most locales.
    const map = new Map([
      ['😀', '4'],
      ['～', '3'],
      ['a', '2'],
      ['B', '1'],
    ])
    expect([...parseEncryptionContext(serializeEncryptionContext(map)).values()]).toEqual([
      '1',
      '2',
      '3',
      '4',
    ])
  })

  it('F-06 is a pair count and length-prefixed keys and values', () => {
    expect(
      hex(
        serializeEncryptionContext(
          new Map([
            ['a', '1'],
            ['b', ''],
          ]),
        ),
      ),
    ).toBe('00020001610001310001620000')
  })

  it('F-07 is no bytes at all when it is empty', () => {
    expect(serializeEncryptionContext(new Map())).toHaveLength(0)
    expect(parseEncryptionContext(new Uint8Array(0)).size).toBe(0)
  })

  it('F-07 is refused with a pair count of 0', () => {
    expect(codeOf(() => parseEncryptionContext(bytes('0000')))).toBe('ENCRYPTION_CONTEXT_INVALID')
  })

  it('F-08 is refused with a duplicate key', () => {
    expect(codeOf(() => parseEncryptionContext(bytes('0002000161000131000161000132')))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
  })

  it.each(['ff', 'c080', 'eda080', 'f4908080', 'e282'])(
    'F-09 is refused with the invalid UTF-8 %s',
    (bad) => {
      const length = (bad.length / 2).toString(16).padStart(4, '0')
      expect(codeOf(() => parseEncryptionContext(bytes(`0001${length}${bad}0000`)))).toBe(
        'ENCRYPTION_CONTEXT_INVALID',
      )
      expect(codeOf(() => parseEncryptionContext(bytes(`00010000${length}${bad}`)))).toBe(
        'ENCRYPTION_CONTEXT_INVALID',
      )
    },
  )

  it('F-09 keeps a byte order mark', () => {
    expect([...parseEncryptionContext(bytes('00010003efbbbf0000')).keys()]).toEqual(['\uFEFF'])
  })

  it('F-09 is not written from text with a lone surrogate', () => {
    expect(codeOf(() => serializeEncryptionContext(new Map([['a', '\uD800']])))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
    expect(codeOf(() => serializeEncryptionContext(new Map([['\uDC00', 'a']])))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
  })

  it.each([
    ['a pair too few', '0002000161000131'],
    ['bytes left over', '000100016100013100'],
    ['a value that is cut', '0001000161000231'],
    ['a lone byte', '00'],
    ['a cut length', '000100'],
  ])('F-10 is refused with %s', (_name, encoded) => {
    expect(codeOf(() => parseEncryptionContext(bytes(encoded)))).toBe('ENCRYPTION_CONTEXT_INVALID')
  })

  it('F-11 is read in any order of keys', () => {
    expect([...parseEncryptionContext(bytes('0002000162000132000161000131'))]).toEqual([
      ['b', '2'],
      ['a', '1'],
    ])
  })

  it('F-12 fits 65535 bytes, its count included, and no more', () => {
    const fits = new Map([['k', 'v'.repeat(65_535 - 2 - 2 - 1 - 2)]])
    expect(serializeEncryptionContext(fits)).toHaveLength(65_535)
    const long = new Map([['k', 'v'.repeat(65_535 - 2 - 2 - 1 - 2 + 1)]])
    expect(codeOf(() => serializeEncryptionContext(long))).toBe('ENCRYPTION_CONTEXT_INVALID')
    expect(codeOf(() => serializeEncryptionContext(new Map([['k', 'v'.repeat(70_000)]])))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
    const many = new Map(Array.from({ length: 65_536 }, (_, index) => [String(index), '']))
    expect(codeOf(() => serializeEncryptionContext(many))).toBe('ENCRYPTION_CONTEXT_INVALID')
  })

  it('F-13 takes __proto__ and constructor as ordinary keys', () => {
    const map = new Map([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['', '3'],
    ])
    expect(parseEncryptionContext(serializeEncryptionContext(map))).toEqual(map)
  })

  it('F-06 comes back as it was, whatever its text', () => {
    fc.assert(
      fc.property(context, (map) => {
        expect(parseEncryptionContext(serializeEncryptionContext(map))).toEqual(map)
      }),
    )
  })

  it('F-06 is the same bytes in whatever order its pairs were added', () => {
    fc.assert(
      fc.property(context, (map) => {
        const backwards = new Map([...map].toReversed())
        expect(hex(serializeEncryptionContext(backwards))).toBe(hex(serializeEncryptionContext(map)))
      }),
    )
  })

  it('F-10 answers any bytes with a map or with its closed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (any) => {
        expect(['nothing', 'ENCRYPTION_CONTEXT_INVALID']).toContain(codeOf(() => parseEncryptionContext(any)))
      }),
      { numRuns: 1000 },
    )
  })
})
