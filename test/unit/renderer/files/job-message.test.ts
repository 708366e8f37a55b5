import { expect, test } from 'vitest'
import { messageOf } from '../../../../src/renderer/src/files/job-message.ts'
import { jobRow } from '../support/rows.ts'

test.each([
  ['encrypt', 'kept', 'result'],
  ['encrypt', 'trashed', 'result'],
  ['pack', 'kept', 'result'],
  ['move', 'replaced', 'result'],
  ['open', 'kept', 'source'],
  ['open', 'trashed', null],
  ['verify', 'kept', 'source'],
] as const)(
  'the message of a row that did %s, with its original %s, is the %s',
  (action, original, which) => {
    expect(messageOf(jobRow({ action, original }))).toBe(which)
  },
)

test('a row that failed has no message', () => {
  expect(messageOf(jobRow({ phase: 'failed' }))).toBeNull()
})
