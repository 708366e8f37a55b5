import { describe, expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/job-words.ts'
import { batchOf, door, jobRow } from '../support/rows.ts'

describe('the state of a finished row', () => {
  test('is Verified only where the whole result was authenticated', () => {
    expect(words.rowState(jobRow({ verified: true }))).toBe('Verified')
    expect(words.rowState(jobRow({ verified: false }))).toBe('Done')
  })

  test('says that a result was not checked', () => {
    expect(words.rowTook(jobRow({ verified: false, verifySeconds: null }))).toBe('in 0.2 s, not checked')
    expect(words.rowTook(jobRow())).toBe('in 0.1 s')
  })
})

test('a failed row says whether it was to be encrypted or opened', () => {
  expect(words.rowState(jobRow({ phase: 'failed' }))).toBe('Not encrypted')
  expect(words.rowState(jobRow({ phase: 'failed', action: 'open' }))).toBe('Not opened')
})

test.each([
  [jobRow({ phase: 'working' }), 'Encrypting to backups'],
  [jobRow({ doors: [door('a'), door('b'), door('c')] }), 'Encrypted to a, b and c'],
  [jobRow({ action: 'open' }), 'Opened with backups'],
  [jobRow({ action: 'open', doors: [], phase: 'waiting' }), 'Waits to be opened'],
  [jobRow({ phase: 'readingBack' }), 'Reading the result back'],
  [jobRow({ phase: 'cancelled' }), 'Nothing was left behind'],
])('the line under a name: $phase', (row, line) => {
  expect(words.rowLine(row)).toBe(line)
})

test('a row shows the name of the result once there is one', () => {
  expect(words.rowName(jobRow())).toBe('report.pdf.encrypted')
  expect(words.rowName(jobRow({ phase: 'failed' }))).toBe('report.pdf')
})

test('a refused key goes by its name where the row knows it', () => {
  const arn = 'arn:aws:kms:us-east-1:111122223333:key/58c0e2b7'
  const row = jobRow({
    phase: 'failed',
    doors: [door('payroll', { kind: 'aws', where: 'us-east-1', arn })],
    problem: { code: 'KMS_ACCESS_DENIED', message: '', facts: { keyArn: arn, action: 'kms:Decrypt' } },
  })
  expect(words.rowFailure(row)).toContain('on the key “payroll” in us-east-1')
})

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

  test('counts what is over', () => {
    expect(words.batchCount(batchOf())).toBe('9 of 14 done, 1 failed, 1 cancelled')
    expect(words.batchCount(batchOf({ failed: 0, cancelled: 0 }))).toBe('9 of 14 done')
  })
})
