import { copyFileSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActivityLog } from '../../../../src/keystore/log/activity-log.ts'
import { diskLogFiles } from '../../../../src/keystore/log/log-files.ts'
import { entry, LogRoom } from '../../../support/log-room.ts'

let room: LogRoom
beforeEach(() => (room = new LogRoom()))
afterEach(() => room.remove())

const everything = { area: null, refused: false, search: '', whats: [] as string[], keyIds: [] as string[] }
const listed = (log: ActivityLog, filter: object = {}) =>
  log.list({ filter: { ...everything, ...filter }, before: null, limit: 100 })

async function logOf(...whats: string[]): Promise<ActivityLog> {
  const log = room.startOpen()
  for (const what of whats) await log.append(entry(what))
  return log
}

describe('writing', () => {
  it('numbers entries from 1 without a gap, newest first in the list', async () => {
    const log = await logOf('a', 'b', 'c')
    expect(listed(log).entries.map(({ number, what }) => [number, what])).toEqual([
      [3, 'c'],
      [2, 'b'],
      [1, 'a'],
    ])
  })

  it('writes the same operations of a turn as one entry with a count, others as they are', async () => {
    const log = room.startOpen()
    const wraps = Array.from({ length: 300 }, () => log.append(entry('Wrap'), { mergeable: true }))
    await Promise.all([...wraps, log.append(entry('encryptFiles')), log.append(entry('encryptFiles'))])
    expect(listed(log).entries.map(({ what, count }) => [what, count])).toEqual([
      ['encryptFiles', 1],
      ['encryptFiles', 1],
      ['Wrap', 300],
    ])
  })

  it('tells apart what differs in outcome', async () => {
    const log = room.startOpen()
    await Promise.all([
      log.append(entry('Wrap'), { mergeable: true }),
      log.append(entry('Wrap', { code: 'KEY_DISABLED' }), { mergeable: true }),
    ])
    expect(listed(log).entries).toHaveLength(2)
  })

  it('is a file for this user alone', async () => {
    await logOf('a')
    expect(statSync(room.paths.file).mode & 0o777).toBe(0o600)
  })

  it('gives back text with NUL and lone surrogates so that the chain holds', async () => {
    const log = room.startOpen()
    const text = 'a\0b\ud800'
    await log.append(entry('x', { keyId: text, facts: { [text]: text }, details: { [text]: text } }))
    expect((await log.check()).standing).toBe('whole')
  })

  it('says on the next opening that the log is whole', async () => {
    ;(await logOf('a', 'b')).close()
    expect(await room.found()).toMatchObject({ standing: 'whole', entries: 2, unvouched: 0, brokenAt: null })
  })
})

describe('while the store is closed', () => {
  it('goes on, unvouched, and is vouched for by the next opening', async () => {
    const log = await logOf('a')
    log.closed()
    await log.append(entry('b'))
    expect(await log.check()).toMatchObject({ standing: 'unvouched', unvouched: 1, entries: 2 })
    room.openStore(log)
    expect(await log.check()).toMatchObject({ standing: 'whole', unvouched: 0 })
  })

  it('is left to whoever opens the store, between what is written and read here', async () => {
    const waiting = room.start()
    await waiting.append(entry('a'))
    const opener = room.startOpen()
    await opener.append(entry('b'))
    await expect(waiting.append(entry('c'))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    opener.closed()
    await waiting.append(entry('d'))
    expect(listed(waiting).entries.map(({ what }) => what)).toEqual(['d', 'b', 'a'])
    expect((await waiting.check()).entries).toBe(3)
    room.openStore(opener)
    await opener.append(entry('e'))
    expect(await opener.check()).toMatchObject({ standing: 'whole', entries: 4 })
  })

  it('is taken over as it stands by a store that was set up beside it, which is said', async () => {
    ;(await logOf('a', 'b')).close()
    room.storeId = '99999999-2222-4333-8444-555555555555'
    const log = room.startOpen()
    expect(await log.check()).toMatchObject({ standing: 'whole', entries: 3 })
    expect(listed(log).entries[0]).toMatchObject({ what: 'vouchAnew', facts: { from: 1, to: 2 } })
  })
})

describe('what the store remembers', () => {
  it('finds an older log that was put back', async () => {
    const log = await logOf('a')
    log.close()
    copyFileSync(room.paths.file, `${room.paths.file}.old`)
    const later = room.startOpen()
    await later.append(entry('b'))
    room.changeStore(later)
    later.close()
    copyFileSync(`${room.paths.file}.old`, room.paths.file)
    expect(await room.found()).toMatchObject({ standing: 'cut', cutAt: 2 })
  })

  it('finds a log that was removed, and a new one that took its place', async () => {
    const log = await logOf('a', 'b')
    room.changeStore(log)
    log.close()
    rmSync(room.paths.file)
    expect(await room.found()).toMatchObject({ standing: 'cut', entries: 0 })
    const fresh = room.startOpen()
    await fresh.append(entry('c'))
    expect((await fresh.check()).standing).toBe('cut')
    expect(listed(fresh).entries.map(({ what }) => what)).toEqual(['c', 'logNotWhole'])
  })

  it('is not told of a log that does not fit', async () => {
    const log = await logOf('a', 'b')
    room.changeStore(log)
    log.close()
    const before = room.anchor
    rmSync(room.paths.file)
    const fresh = room.startOpen()
    await fresh.append(entry('c'))
    room.changeStore(fresh)
    expect(room.anchor).toEqual(before)
  })

  it('is forgotten by a new log that the person begins, and the former one is kept', async () => {
    const log = await logOf('a', 'b')
    log.close()
    room.tamper((database) => database.exec("UPDATE entries SET what = 'x' WHERE number = 1"))
    const found = room.startOpen()
    expect(await found.check()).toMatchObject({ standing: 'broken', brokenAt: 1 })
    await found.beginAnew()
    room.changeStore(found)
    expect(listed(found).entries).toMatchObject([
      { what: 'beginLog', facts: { cause: 'broken', entries: 2 } },
    ])
    found.close()
    expect((await room.found()).standing).toBe('whole')
    expect(readdirSync(room.folder).some((name) => name.includes('set-aside'))).toBe(true)
  })

  it('refuses to set a whole log aside', async () => {
    const log = await logOf('a')
    await expect(log.beginAnew()).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })
})

describe('a file that cannot be gone on with', () => {
  it.each([
    ['text', (path: string) => writeFileSync(path, 'no database at all, and long enough to look at')],
    ['a log of a newer version', undefined],
    ['a trigger that slipped in', undefined],
  ])('sets %s aside and begins a new log that says so', async (what, write) => {
    if (write !== undefined) write(room.paths.file)
    else {
      ;(await logOf('a')).close()
      room.tamper((database) =>
        database.exec(
          what.includes('newer')
            ? 'PRAGMA user_version = 99'
            : "CREATE TRIGGER t AFTER INSERT ON entries BEGIN UPDATE entries SET what = 'x'; END",
        ),
      )
    }
    const log = room.start()
    await log.append(entry('b'))
    expect(listed(log).entries.map((one) => one.what)).toEqual(['b', 'beginLog'])
    expect(readdirSync(room.folder).filter((name) => name.includes('set-aside'))).toHaveLength(1)
  })

  it('leaves a folder that cannot be written as it is and says LOG_UNAVAILABLE', async () => {
    const log = room.start({
      ...diskLogFiles,
      makeFolder: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      },
    })
    await expect(log.append(entry('a'))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    expect(existsSync(room.paths.file)).toBe(false)
  })

  it('begins anew where the file was removed while it was open', async () => {
    const log = await logOf('a')
    rmSync(room.paths.file)
    await log.append(entry('b'))
    expect((await log.check()).standing).toBe('cut')
    expect(existsSync(room.paths.file)).toBe(true)
  })
})

it('notes how many operations went on without an entry', async () => {
  const log = await logOf('a')
  log.noteUnlogged(3)
  await log.append(entry('b'))
  expect(listed(log).entries.map(({ what, facts }) => [what, facts])).toEqual([
    ['b', {}],
    ['logGap', { count: 3 }],
    ['a', {}],
  ])
  expect((await log.check()).unlogged).toBe(3)
})

describe('filtering', () => {
  it('leaves an area, what was refused, words, and what the words mean', async () => {
    const log = room.startOpen()
    await log.append(entry('encryptFiles', { area: 'files' }))
    await log.append(entry('Wrap', { code: 'KEY_DISABLED', keyId: 'k-1' }))
    await log.append(entry('lock', { area: 'access', facts: { cause: 'idle_%' } }))
    const whats = (filter: object) => listed(log, filter).entries.map(({ what }) => what)
    expect(whats({ area: 'files' })).toEqual(['encryptFiles'])
    expect(whats({ refused: true })).toEqual(['Wrap'])
    expect(whats({ search: 'IDLE_%' })).toEqual(['lock'])
    expect(whats({ search: 'locked', whats: ['lock'] })).toEqual(['lock'])
    expect(whats({ search: 'backups', keyIds: ['k-1'] })).toEqual(['Wrap'])
    expect(whats({ search: '%' })).toEqual(['lock'])
  })

  it('pages below a number', async () => {
    const log = await logOf('a', 'b', 'c')
    const page = log.list({ filter: everything, before: 3, limit: 1 })
    expect(page).toMatchObject({ more: true, total: 3, entries: [{ what: 'b' }] })
  })
})
