import { expect, test } from 'vitest'
import {
  countdown,
  filesWait,
  lockedSince,
  wrongPassphrase,
} from '../../../../src/renderer/src/words/lock-text.ts'
import { timeOfDay } from '../../../../src/renderer/src/format/dates.ts'

const at = '2026-11-23T09:57:00.000Z'

test('why it is locked is said by its cause', () => {
  expect(lockedSince('idle', at, 15)).toBe(`Locked at ${timeOfDay(at)}, after 15 minutes idle.`)
  expect(lockedSince('idle', at, null)).toBe(`Locked at ${timeOfDay(at)}, after a while idle.`)
  expect(lockedSince('person', at, 15)).toBe(`Locked at ${timeOfDay(at)}.`)
  expect(lockedSince('start', at, 15)).toBe('Locked since Keyhold started.')
})

test('every cause has words of its own', () => {
  const causes = [
    'person',
    'idle',
    'suspend',
    'screenLock',
    'userSwitch',
    'protectionChanged',
    'start',
  ] as const
  expect(new Set(causes.map((cause) => lockedSince(cause, at, 15))).size).toBe(causes.length)
})

test('files that wait are counted', () => {
  expect(filesWait(3)).toBe('3 files wait, and go on when you unlock.')
  expect(filesWait(1)).toBe('1 file waits, and goes on when you unlock.')
})

test('wrong tries are counted', () => {
  expect(wrongPassphrase(1)).not.toMatch(/\d/)
  expect(wrongPassphrase(3)).toContain('3 wrong tries')
})

test('a countdown has seconds, and minutes above them', () => {
  expect([countdown(28), countdown(245)]).toEqual(['28 s', '4 min 05 s'])
})
