import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InteropCase } from './support/js-sdk.ts'
import { openWithOurs, openWithSdk, sealWithOurs, sealWithSdk } from './support/js-sdk.ts'

const sizes = {
  '0 bytes': () => 0,
  '1 byte': () => 1,
  'a frame less a byte': (frame: number) => frame - 1,
  'a frame': (frame: number) => frame,
  'a frame and a byte': (frame: number) => frame + 1,
  '3 frames': (frame: number) => 3 * frame,
}
const contexts = {
  'no context': {},
  'a context': { Purpose: 'interop', a: '1', B: '2', é: 'ü', '😀': '～', '～': '😀' },
}
const cases = [1, 16, 4096, 65_536, 1024 * 1024].flatMap((frameLength) =>
  Object.entries(sizes).flatMap(([size, length]) =>
    Object.entries(contexts).map(([contextName, context]) => ({
      frameLength,
      size,
      contextName,
      length: length(frameLength),
      context,
    })),
  ),
)

const bothWays = async (given: InteropCase): Promise<void> => {
  const expected = { same: true, context: given.context }
  const seen = ({ plaintext, context }: { plaintext: Uint8Array; context: unknown }) => ({
    same: Buffer.from(plaintext).equals(given.plaintext),
    context,
  })
  expect(seen(await openWithSdk(await sealWithOurs(given)))).toEqual(expected)
  expect(seen(await openWithOurs(await sealWithSdk(given)))).toEqual(expected)
}

describe('the JavaScript Encryption SDK and Keyhold open each other’s messages', () => {
  it.each(cases)(
    'F-63 of $size in frames of $frameLength with $contextName',
    async ({ frameLength, length, context }) => {
      await bothWays({ plaintext: randomBytes(length), frameLength, context })
    },
  )

  it.each(cases.filter(({ frameLength }) => frameLength === 16 || frameLength === 65_536))(
    'F-63 and F-68, signed, of $size in frames of $frameLength with $contextName',
    async ({ frameLength, length, context }) => {
      await bothWays({ suite: '0578', plaintext: randomBytes(length), frameLength, context })
    },
  )

  it.each(['0014', '0046', '0078', '0114', '0146', '0178', '0214', '0346', '0378'] as const)(
    'F-65 of theirs, suite %s, of any size at the edges of frames',
    async (suite) => {
      for (const [length, frameLength] of [0, 1, 15, 16, 17, 48, 4000].flatMap((size) =>
        [16, 4096].map((frame) => [size, frame] as const),
      )) {
        const plaintext = randomBytes(length)
        const context = contexts['a context']
        const opened = await openWithOurs(await sealWithSdk({ suite, plaintext, frameLength, context }))
        expect(Buffer.from(opened.plaintext).equals(plaintext)).toBe(true)
        expect(opened.context).toEqual(context)
      }
    },
  )

  it('F-63 of random sizes, frame lengths and contexts', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 })
    const key = text.filter((name) => !name.startsWith('aws-crypto-') && name !== '__proto__')
    const given = fc.record({
      plaintext: fc.uint8Array({ maxLength: 3000, size: 'max' }),
      frameLength: fc.integer({ min: 8, max: 1024 }),
      context: fc.dictionary(key, text, { maxKeys: 5, noNullPrototype: true }),
    })
    await fc.assert(fc.asyncProperty(given, bothWays), { numRuns: 150 })
  })
})
