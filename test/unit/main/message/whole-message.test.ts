import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vaultErrorCodes } from '../../../../src/shared/vault-error.ts'
import { codeOf, headerOf, openWhole, sealWhole } from './support/whole-message.ts'

const plaintext = Uint8Array.from({ length: 40 }, (_, index) => index)
const small = sealWhole(plaintext, { frameLength: 16, context: new Map([['a', '1']]) })
/** True when what was released is a beginning of the plaintext made of whole frames. */
const isAuthentic = (released: readonly Uint8Array[]): boolean => {
  const all = Buffer.concat(released)
  return (
    all.equals(plaintext.subarray(0, all.length)) &&
    (all.length % 16 === 0 || all.length === plaintext.length)
  )
}

describe('a whole message', () => {
  it('F-40 opens to what was sealed, for any size, frame length and context', () => {
    const context = fc.dictionary(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      { maxKeys: 4 },
    )
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 80 }),
        context,
        (bytes, frameLength, pairs) => {
          const map = new Map(Object.entries(pairs))
          const message = sealWhole(bytes, { frameLength, context: map })
          expect(headerOf(message).context).toEqual(map)
          expect(openWhole(message)).toEqual(Buffer.from(bytes))
        },
      ),
    )
  })

  it.each([0, 1, 15, 16, 17, 31, 32, 33, 48])(
    'F-40 opens at the edge of %i bytes in frames of 16',
    (length) => {
      expect(openWhole(sealWhole(plaintext.slice(0, length)))).toEqual(
        Buffer.from(plaintext.slice(0, length)),
      )
    },
  )

  it('F-40 fails cut anywhere, and releases whole authentic frames alone', () => {
    for (let length = 0; length < small.length; length += 1) {
      const released: Uint8Array[] = []
      expect(
        codeOf(() => openWhole(small.subarray(0, length), { release: (piece) => released.push(piece) })),
      ).toBe('MESSAGE_TRUNCATED')
      expect(isAuthentic(released)).toBe(true)
    }
  })

  it('F-41 fails with any bit flipped, with a closed code, and releases whole authentic frames alone', () => {
    for (let bit = 0; bit < small.length * 8; bit += 1) {
      const changed = Uint8Array.from(small)
      changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      const released: Uint8Array[] = []
      const code = codeOf(() => openWhole(changed, { release: (piece) => released.push(piece) }))
      expect(vaultErrorCodes as readonly string[]).toContain(code)
      expect(code).not.toBe('INTERNAL')
      expect(isAuthentic(released)).toBe(true)
      if (bit < headerOf(small).headerLength * 8) expect(released).toEqual([])
    }
  })

  it('F-41 fails with a frame of another message under the same data key', () => {
    const other = sealWhole(plaintext, { frameLength: 16, context: new Map([['a', '1']]) })
    const { headerLength } = headerOf(small)
    const spliced = Uint8Array.from(small)
    spliced.set(other.subarray(headerLength, headerLength + 48), headerLength)
    expect(codeOf(() => openWhole(spliced))).toBe('MESSAGE_DAMAGED')
  })

  it('F-41 answers any changes with the plaintext or a closed code', () => {
    const edits = fc.array(
      fc.tuple(fc.integer({ min: 0, max: small.length - 1 }), fc.integer({ min: 0, max: 255 })),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(edits, fc.integer({ min: 0, max: small.length }), (changes, length) => {
        const changed = Uint8Array.from(small.subarray(0, length))
        for (const [at, byte] of changes) if (at < length) changed[at] = byte
        const code = codeOf(() => openWhole(changed))
        if (code === 'nothing') expect(changed).toEqual(small)
        else expect(vaultErrorCodes as readonly string[]).toContain(code)
      }),
      { numRuns: 2000 },
    )
  })

  it('F-37 refuses a short tag: every tag is 16 bytes', () => {
    expect(codeOf(() => openWhole(small.subarray(0, small.length - 12)))).toBe('MESSAGE_TRUNCATED')
  })
})
