import { expect, test } from 'vitest'
import { inspectionAsText, promises } from '../../../../src/renderer/src/words/inspect-text.ts'

const message = {
  suite: '0478',
  version: 2,
  commits: true,
  signed: false,
  framed: true,
  frameLength: 4096,
  messageId: '00',
  headerHash: '00',
  headerBytes: 1,
  doors: [],
  context: [],
  plaintextSize: 1,
  complete: 'complete',
} as const

const shown = { ...message, doors: [], context: [] }

test('says what a suite promises, and what it does not', () => {
  expect(promises(shown)).toBe('Bound to one key.')
  expect(promises({ ...shown, commits: false })).toContain('two keys could open it')
  expect(promises({ ...shown, signed: true })).toContain('Signed by whoever made it')
})

test('what is copied for a report names no folder', () => {
  const text = inspectionAsText({ name: 'a', folder: '~/secret', size: 1, message: shown, problem: null })
  expect(text).not.toContain('secret')
  expect(text).toContain('"suite": "0478"')
})
