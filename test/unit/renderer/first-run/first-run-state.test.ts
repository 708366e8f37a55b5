import { describe, expect, test } from 'vitest'
import {
  nextScreen,
  previousScreen,
  resumeAt,
  stepOf,
} from '../../../../src/renderer/src/first-run/first-run-state.ts'

const open = (keyCount: number) =>
  ({
    state: 'open',
    mode: 'keychain',
    keychain: 'k',
    storeId: 's',
    createdAt: '2026-11-23T10:00:00.000Z',
    keyCount,
  }) as const

describe('the way through', () => {
  test.each([
    ['here', ['where', 'key', 'file']],
    ['aws', ['where', 'aws', 'file']],
    ['both', ['where', 'key', 'aws', 'file']],
  ] as const)('with keys %s', (home, screens) => {
    for (const [index, screen] of screens.entries()) {
      const next = screens[index + 1]
      if (next === undefined) continue
      expect(nextScreen(screen, home)).toBe(next)
      expect(previousScreen(next, home)).toBe(screen)
    }
  })

  test('both kinds of first key are the second step', () => {
    expect([stepOf('key'), stepOf('aws')]).toEqual([1, 1])
  })
})

describe('after a leave it goes on', () => {
  test('at the start where nothing was made', () => {
    expect(resumeAt({ state: 'notSetUp', keychain: 'k' }, [])).toBe('where')
    expect(resumeAt(open(0), [])).toBe('where')
  })

  test('at the first file where there is a key', () => {
    expect(resumeAt(open(1), [])).toBe('file')
  })
})
