import { expect, test } from 'vitest'
import { suiteWords } from '../../../../src/renderer/src/words/suite-words.ts'

test.each([
  ['0478', 'AES-256 with key commitment'],
  ['0578', 'AES-256 with key commitment, signed'],
  ['0378', 'AES-256 without key commitment, signed'],
  ['0214', 'AES-128 without key commitment, signed'],
  ['0146', 'AES-192 without key commitment'],
  ['0014', 'AES-128 without key commitment'],
])('suite %s is %s', (suite, words) => {
  expect(suiteWords(suite)).toBe(words)
})
