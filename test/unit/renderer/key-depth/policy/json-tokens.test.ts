import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonTokens } from '../../../../../src/renderer/src/key-depth/policy/json-tokens.ts'

test('names and texts are told apart, an escaped quote ends neither', () => {
  expect(jsonTokens('  "Sid": "a \\"b\\"",').map(({ kind, text }) => [kind, text])).toEqual([
    ['other', '  '],
    ['name', '"Sid":'],
    ['other', ' '],
    ['text', '"a \\"b\\""'],
    ['other', ','],
  ])
})

test('joined, the pieces are the line again, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      expect(
        jsonTokens(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line)
    }),
  )
})
