import { describe, expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/plan-item-words.ts'
import { planItem } from '../support/rows.ts'

describe('an item that needs the person', () => {
  test('asks where name and content disagree', () => {
    expect(words.needTitle(planItem({ name: 'a.encrypted', question: 'looksEncryptedIsNot' }))).toBe(
      'a.encrypted is not encrypted',
    )
    expect(words.needTitle(planItem({ name: 'a.bin', question: 'isMessageWithoutSuffix' }))).toBe(
      'a.bin is encrypted',
    )
  })

  test('says what cannot be done yet, and why', () => {
    const problem = { code: 'FILE_IS_LINK', message: '', facts: {} } as const
    const item = planItem({ problem })
    expect(words.needTitle(item)).toBe('Cannot encrypt report.pdf yet')
    expect(words.needReason(item)).toContain('This is a link to another file.')
  })
})

const opened = (name: string, resultName: string) => planItem({ action: 'open', name, resultName })

describe('the note beside a group', () => {
  const suffixed = opened('a.pdf.encrypted', 'a (2).pdf')
  const bare = opened('b.bin', 'b.bin.opened')

  test('says that an encrypted file gets the suffix', () => {
    expect(words.groupNote({ group: 'encrypt', bytes: 1_000_000, items: [] })).toBe(
      '1.0 MB. Each gets “.encrypted” added to its name.',
    )
  })

  test.each([
    ['lose it where all have it', [suffixed], 'Each loses “.encrypted”.'],
    ['get .opened where none has it', [bare], 'Each gets “.opened” added to its name.'],
    [
      'do either where both are there',
      [suffixed, bare],
      'Each loses “.encrypted”, or gets “.opened” without it.',
    ],
  ])('says that opened files %s', (_what, items, note) => {
    expect(words.groupNote({ group: 'open', bytes: 1000, items })).toBe(`1 kB. ${note}`)
  })
})

describe('a folder that becomes one file', () => {
  const folder = planItem({ action: 'pack', members: 3, name: 'Photos' })

  test.each([
    ['alone', [folder], 'The folder becomes one'],
    ['among others', [folder, { ...folder, id: 'b' }], 'Each folder becomes one'],
    [
      'among files',
      [folder, planItem()],
      'Each gets “.encrypted” added to its name, and a folder becomes one',
    ],
  ])('is explained %s', (_where, items, note) => {
    expect(words.groupNote({ group: 'encrypt', bytes: 1000, items })).toContain(note)
  })
})

test('a message without key commitment says why it is asked about', () => {
  const item = planItem({ action: 'open', question: 'doesNotCommit' })
  expect(words.needTitle(item)).toBe('report.pdf is not bound to one key')
  expect(words.needReason(item)).toContain('two keys could open it to two different contents')
})
