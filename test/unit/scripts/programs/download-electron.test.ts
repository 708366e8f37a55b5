import { expect, test } from 'vitest'
import { causeIn } from '../../../../scripts/programs/download-electron.ts'

test('the cause is one line without the class of the error', () => {
  const output = 'TypeError: fetch failed\n    at node:internal/deps/undici:1:2\n  cause: Error: ENOTFOUND'
  expect(causeIn(output)).toBe('fetch failed')
})

test('an installer that says nothing gets words all the same', () => {
  expect(causeIn('')).toBe('no reason given')
})
