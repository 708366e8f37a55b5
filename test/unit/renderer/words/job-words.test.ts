import { describe, expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/job-words.ts'
import { door, jobRow } from '../support/rows.ts'

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

test.each([
  [jobRow({ action: 'pack', members: 120 }), 'Encrypted to backups, 120 files'],
  [jobRow({ action: 'unpack', members: 1, phase: 'working' }), 'Opening with backups, 1 file'],
  [jobRow({ action: 'verify' }), 'Read to its end with backups'],
  [jobRow({ action: 'move', original: 'replaced' }), 'Moved to backups, old file in the trash'],
  [jobRow({ original: 'trashed' }), 'Encrypted to backups, original in the trash'],
])('the line under a name says what became of it: %#', (row, line) => {
  expect(words.rowLine(row)).toBe(line)
})

describe('the remark on a row', () => {
  test('is empty where all went as it should', () => {
    expect(words.rowNote(jobRow())).toBe('')
  })

  test('says where the original is that was not moved', () => {
    expect(words.rowNote(jobRow({ note: 'originalNotTrashed' }))).toBe(
      'The original was not moved to the trash. It is where it was.',
    )
  })

  test('says why the folder stays whose links are in no message', () => {
    expect(words.rowNote(jobRow({ note: 'originalNotTrashed', leftOut: 2 }))).toBe(
      'The original was not moved to the trash. It is where it was. 2 links and other things that are no files were left out, and the original still has them.',
    )
    expect(words.rowNote(jobRow({ note: 'originalNotTrashed', leftOut: 1 }))).toMatch(/still has it\.$/)
  })

  test('counts what a folder in one file has no room for', () => {
    expect(words.rowNote(jobRow({ leftOut: 1 }))).toBe('1 link or other thing that is no file was left out.')
    expect(words.rowNote(jobRow({ leftOut: 3 }))).toBe(
      '3 links and other things that are no files were left out.',
    )
  })
})
