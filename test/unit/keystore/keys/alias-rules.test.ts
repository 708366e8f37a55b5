import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAlias } from '../../../../src/keystore/keys/alias-rules.ts'

describe("a key's name", () => {
  it.each(['backups', 'Steuer 2026', 'Übung', 'ключ', '鍵', '👩‍🔬 lab', 'a', 'x'.repeat(64), '😀'.repeat(64)])(
    'may be %j',
    (name) => {
      expect(parseAlias(name).alias).toBe(name.normalize('NFC'))
    },
  )

  it.each([
    ['nothing', ''],
    ['spaces only', '  \u00a0 '],
    ['joiners only', '\u200d\u200c'],
    ['65 characters', 'x'.repeat(65)],
    ['a newline', 'a\nb'],
    ['a NUL', 'a\0b'],
    ['a right-to-left override', 'a\u202eb'],
    ['a zero-width space', 'a\u200bb'],
    ['a byte order mark inside', 'a\ufeffb'],
    ['half a surrogate pair', 'a\ud800'],
    ['a line separator', 'a\u2028b'],
    ['a private character', 'a\ue000'],
  ])('may not be %s', (_what, name) => {
    expect(() => parseAlias(name)).toThrow(expect.objectContaining({ code: 'KEY_NAME_INVALID' }))
  })

  it('loses the spaces around it and becomes NFC', () => {
    expect(parseAlias('  U\u0308bung ').alias).toBe('\u00dcbung')
  })

  it.each([
    ['Backups', 'backups'],
    ['ÜBUNG', 'u\u0308bung'],
    ['ＡＢＣ', 'abc'],
    ['ﬁle', 'FILE'],
  ])('%j is the same name as %j', (one, other) => {
    expect(parseAlias(one).folded).toBe(parseAlias(other).folded)
  })

  it('stays as it is when it is parsed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => {
        let first
        try {
          first = parseAlias(name)
        } catch {
          return
        }
        expect(parseAlias(first.alias)).toEqual(first)
      }),
    )
  })
})
