import { describe, expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/batch-words.ts'
import { batchOf } from '../support/rows.ts'

describe('a batch', () => {
  test('names both directions', () => {
    expect(words.batchTitle(batchOf())).toBe('Encrypting 12 files, opening 2')
    expect(words.batchTitle(batchOf({ openFiles: 0, encryptFiles: 1 }))).toBe('Encrypting 1 file')
    expect(words.batchTitle(batchOf({ encryptFiles: 0 }))).toBe('Opening 2 files')
  })

  test('says the unit once where both amounts share it', () => {
    expect(words.batchProgress(batchOf())).toBe('2.5 of 3.5 GB · 112 MB/s · 9 s left')
    expect(words.batchProgress(batchOf({ bytesDone: 900_000_000, rate: null, secondsLeft: null }))).toBe(
      '900.0 MB of 3.5 GB',
    )
  })

  test('says how fast AWS lets it go where that is slowed down, but not while it rests', () => {
    const slowed = batchOf({ slowedTo: 12.4, rate: null, secondsLeft: null })
    expect(words.batchProgress(slowed)).toBe('2.5 of 3.5 GB · AWS is slowing us down; continuing at 12/s')
    expect(words.batchProgress({ ...slowed, state: 'paused' })).toBe('2.5 of 3.5 GB')
  })

  test('counts what is over', () => {
    expect(words.batchCount(batchOf())).toBe('9 of 14 done, 1 failed, 1 cancelled')
    expect(words.batchCount(batchOf({ failed: 0, cancelled: 0 }))).toBe('9 of 14 done')
  })

  test('that is paused says so, and has no pace', () => {
    const paused = batchOf({ state: 'paused' })
    expect(words.batchTitle(paused)).toBe('Paused')
    expect(words.batchProgress(paused)).toBe('2.5 of 3.5 GB')
    expect(words.batchTitle(batchOf({ state: 'pausing' }))).toBe('Pausing once the files that run are done')
  })

  test('of verifying or moving has its own words', () => {
    const none = { encryptFiles: 0, openFiles: 0 }
    expect(words.batchTitle(batchOf({ ...none, verifyFiles: 3 }))).toBe('Verifying 3 files')
    expect(words.batchTitle(batchOf({ ...none, moveFiles: 1 }))).toBe('Moving 1 file')
  })
})

describe('what came of a batch', () => {
  test('can be begun anew, what was cancelled too', () => {
    expect(words.retryWords(batchOf({ failed: 2, cancelled: 0 }))).toBe('Try 2 failed again')
    expect(words.retryWords(batchOf({ failed: 2, cancelled: 1 }))).toBe('Try 2 failed and 1 cancelled again')
  })

  test('is counted', () => {
    expect(words.batchOutcome(batchOf())).toBe('9 files done, 1 failed, 1 cancelled')
  })

  test.each([
    [{ keyCalls: 24, kmsCalls: 3, dataKeys: 1 }, '24 key calls, 3 of them to AWS KMS · 1 new data key'],
    [{ keyCalls: 2, kmsCalls: 2, dataKeys: 0 }, '2 key calls to AWS KMS'],
    [{ keyCalls: 1, kmsCalls: 0, dataKeys: 12 }, '1 key call · 12 new data keys'],
    [{ keyCalls: 0, kmsCalls: 0, dataKeys: 0 }, ''],
  ])('tells what it asked of its keys: %o', (counts, meter) => {
    expect(words.batchMeter(batchOf(counts))).toBe(meter)
  })
})
