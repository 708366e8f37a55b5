import { describe, expect, test } from 'vitest'
import type { Connection } from '../../../../src/shared/model/connection.ts'
import type { RecoveryStatus } from '../../../../src/shared/model/recovery.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import {
  homeOf,
  nextScreen,
  previousScreen,
  resumeAt,
  stepOf,
  stepsFor,
} from '../../../../src/renderer/src/first-run/first-run-state.ts'

const at = '2026-11-23T10:00:00.000Z'
const open = (keyCount: number): VaultStatus => ({
  state: 'open',
  mode: 'keychain',
  keychain: 'k',
  storeId: 's',
  createdAt: at,
  keyCount,
})
const connection = { id: 'a' } as Connection

const recovered = (rehearsedAt: string | null): RecoveryStatus => ({
  kit: {
    kitId: 'KH-7Q2M4XAB',
    fingerprint: 'ab',
    form: 'plain',
    threshold: null,
    sheets: 1,
    madeFor: 'laptop',
    madeAt: at,
    rehearsedAt,
    revokedAt: null,
  },
  formerKits: [],
  session: null,
  backup: { folder: null, lastAt: null, lastName: null, problem: null },
})

describe('the way through', () => {
  test.each([
    ['here', ['where', 'key', 'kit', 'file']],
    ['aws', ['where', 'aws', 'file']],
    ['both', ['where', 'key', 'aws', 'kit', 'file']],
  ] as const)('with keys %s', (home, screens) => {
    for (const [index, screen] of screens.entries()) {
      const next = screens[index + 1]
      if (next === undefined) continue
      expect(nextScreen(screen, home)).toBe(next)
      expect(previousScreen(next, home)).toBe(screen)
    }
  })

  test('both kinds of first key are the second step', () => {
    expect([stepOf('key', 'both'), stepOf('aws', 'both')]).toEqual([1, 1])
  })

  test('with keys in AWS alone there is no step of the kit', () => {
    expect(stepsFor('aws')).not.toContain('kit')
    expect(stepOf('file', 'aws')).toBe(2)
    expect(stepOf('file', 'here')).toBe(3)
  })
})

describe('after a leave it goes on', () => {
  const start = { connections: [], recovery: undefined }

  test('at the start where nothing was made', () => {
    expect(resumeAt({ ...start, status: { state: 'notSetUp', keychain: 'k' } })).toBe('where')
    expect(resumeAt({ ...start, status: open(0) })).toBe('where')
  })

  test('at the kit where there is a key and no kit that was tried', () => {
    expect(resumeAt({ ...start, status: open(1) })).toBe('kit')
    expect(resumeAt({ ...start, status: open(1), recovery: recovered(null) })).toBe('kit')
  })

  test('at the first file where the kit was tried, or the keys are in AWS', () => {
    expect(resumeAt({ ...start, status: open(1), recovery: recovered(at) })).toBe('file')
    expect(resumeAt({ ...start, status: open(0), connections: [connection] })).toBe('file')
  })

  test('with keys where they were made', () => {
    expect(homeOf({ ...start, status: open(1) })).toBe('here')
    expect(homeOf({ ...start, status: open(0), connections: [connection] })).toBe('aws')
    expect(homeOf({ ...start, status: open(1), connections: [connection] })).toBe('both')
  })
})
