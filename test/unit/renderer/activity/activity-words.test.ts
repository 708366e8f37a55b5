import { describe, expect, it } from 'vitest'
import { filterOf } from '../../../../src/renderer/src/activity/activity-filter.ts'
import { rowsOf } from '../../../../src/renderer/src/activity/activity-rows.ts'
import { entryDetail, entryTitle } from '../../../../src/renderer/src/words/activity-entry-words.ts'
import { checkWords } from '../../../../src/renderer/src/words/activity-text.ts'
import { whatsFor } from '../../../../src/renderer/src/words/activity-whats.ts'
import {
  plainActivity,
  type ActivityCheck,
  type ActivityEntry,
} from '../../../../src/shared/model/activity.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { vaultErrorCodes } from '../../../../src/shared/vault-error.ts'

const entry = (changes: Partial<ActivityEntry>): ActivityEntry => ({
  ...plainActivity,
  number: 1,
  at: '2026-11-23T09:00:00.000Z',
  area: 'keys',
  what: 'lock',
  hash: 'a'.repeat(64),
  ...changes,
})
const noNames = () => undefined

describe('the words of an entry', () => {
  it('are the operation itself where a later Keyhold wrote it', () => {
    expect(entryTitle(entry({ what: 'laterThing' }))).toBe('laterThing')
  })

  it('count files and operations', () => {
    expect(entryTitle(entry({ what: 'encryptFiles', count: 12 }))).toBe('Encrypted 12 files')
    expect(entryTitle(entry({ what: 'encryptFiles' }))).toBe('Encrypted 1 file')
    expect(entryTitle(entry({ what: 'WrapDataKey', count: 1200 }))).toBe('Data key wrapped, 1,200 times')
  })

  it('say what AWS refused', () => {
    const refused = entry({ what: 'Encrypt', service: 'aws', code: 'KMS_ACCESS_DENIED' })
    expect([entryTitle(refused), entryDetail(refused, noNames)]).toEqual([
      'Refused by AWS KMS',
      'Encrypt, not allowed',
    ])
  })

  it('say something for every code', () => {
    for (const code of vaultErrorCodes) {
      const failed = entry({ what: 'encryptFiles', code })
      expect(entryTitle(failed)).not.toBe('')
      if (code !== 'LOG_BROKEN') expect(entryDetail(failed, noNames), code).not.toBe('')
    }
  })

  it('tell of the use of a recovery kit', () => {
    const used = (facts: ActivityEntry['facts']) => entry({ what: 'useKit', facts })
    expect(entryTitle(used({}))).toBe('Recovery kit used')
    expect(entryDetail(used({ session: 'end', kit: 'KH-1', opened: 3 }), noNames)).toBe(
      'Ended, Kit KH-1, 3 data keys opened',
    )
    expect(entryDetail(entry({ what: 'openFiles', facts: { by: 'recovery' } }), noNames)).toBe(
      'With a recovery kit',
    )
  })

  it('tell facts in words, and nothing of facts that they do not know', () => {
    expect(entryDetail(entry({ facts: { cause: 'idle' } }), noNames)).toBe('Idle')
    expect(entryDetail(entry({ facts: { days: 7, epoch: 3 } }), noNames)).toBe('In 7 days')
    expect(entryDetail(entry({ facts: { connection: 'c-1' } }), () => 'production')).toBe('production')
    expect(entryDetail(entry({ facts: { connection: 'c-1' } }), noNames)).toBe('')
  })
})

describe('searching', () => {
  it('finds operations by the page’s words', () => {
    expect(whatsFor('unlocked')).toEqual(['unlock'])
    expect(whatsFor('ROTATED NOW')).toEqual(['RotateKeyOnDemand'])
    expect(whatsFor(' ')).toEqual([])
  })

  it('finds keys by names that the log does not have', () => {
    const key = { alias: 'Backups', arn: null, keyId: 'k-1' } as KeyRow
    expect(filterOf('everything', 'backup', [key])).toMatchObject({
      search: 'backup',
      keyIds: ['k-1'],
      area: null,
    })
    expect(filterOf('refused', '', [key])).toMatchObject({ refused: true, keyIds: [], whats: [] })
  })
})

it('puts entries under their days, each with the hash before it where that is known', () => {
  const rows = rowsOf([
    entry({ number: 3, hash: 'c'.repeat(64) }),
    entry({ number: 2, hash: 'b'.repeat(64) }),
    entry({ number: 1, at: '2026-11-20T09:00:00.000Z' }),
  ])
  expect(rows.map((row) => (row.kind === 'day' ? 'day' : row.before?.slice(0, 1)))).toEqual([
    'day',
    'b',
    'a',
    'day',
    undefined,
  ])
})

describe('the banner', () => {
  const now = new Date('2026-11-23T10:41:00.000Z')
  const check = (changes: Partial<ActivityCheck>): ActivityCheck => ({
    at: now.toISOString(),
    entries: 1284,
    firstAt: null,
    standing: 'whole',
    brokenAt: null,
    cutAt: null,
    unlogged: 0,
    unvouched: 0,
    ...changes,
  })

  it('is as the design says for a whole log', () => {
    expect(checkWords(check({}), now).title).toBe('The log is whole')
    expect(checkWords(check({}), now).text).toMatch(
      /^Every entry from 1 to 1,284 carries the hash of the one before it\. Checked today at \d\d:41\.$/,
    )
  })

  it('names the entry that does not fit, the one that is missing, and what could not be written', () => {
    expect(checkWords(check({ standing: 'broken', brokenAt: 1277 }), now).title).toContain('1,277')
    expect(checkWords(check({ standing: 'cut', cutAt: 1302 }), now).text).toContain('1,302')
    expect(checkWords(check({ unlogged: 2 }), now).text).toContain('2 operations could not be written down.')
  })
})
