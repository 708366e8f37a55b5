import * as fc from 'fast-check'
import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseSync } from 'node:sqlite'
import { entry, LogRoom } from '../../../support/log-room.ts'

// Whatever is done to the rows of a vouched log without the store's key is found by the next check.

const length = 40
let room: LogRoom

beforeAll(async () => {
  room = new LogRoom()
  const log = room.startOpen()
  for (let number = 1; number <= length; number += 1)
    await log.append(
      entry(`what-${number}`, { facts: { number }, bytes: number, keyId: `key-${number % 3}` }),
    )
  log.close()
  copyFileSync(room.paths.file, `${room.paths.file}.good`)
})
afterAll(() => room.remove())

async function foundAfter(tamper: (database: DatabaseSync) => unknown): Promise<string> {
  copyFileSync(`${room.paths.file}.good`, room.paths.file)
  room.tamper(tamper)
  return (await room.found()).standing
}

const number = fc.integer({ min: 1, max: length })
const column = fc.constantFrom(
  'at',
  'area',
  'what',
  'count',
  'code',
  'service',
  'key_id',
  'key_material_id',
  'bytes',
  'facts',
  'details',
  'hash',
)

describe('the chain', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await foundAfter(() => undefined)).toBe('whole')
  })

  it('finds a changed field', async () => {
    await fc.assert(
      fc.asyncProperty(number, column, async (at, name) => {
        const value = ['count', 'bytes'].includes(name)
          ? 7777
          : name === 'hash'
            ? Buffer.alloc(32, 7)
            : 'other'
        const standing = await foundAfter((database) =>
          database.prepare(`UPDATE entries SET ${name} = ? WHERE number = ?`).run(value, at),
        )
        expect(standing).toBe('broken')
      }),
      { numRuns: 60 },
    )
  })

  it('finds a removed entry', async () => {
    await fc.assert(
      fc.asyncProperty(number, async (at) => {
        const standing = await foundAfter((database) =>
          database.prepare('DELETE FROM entries WHERE number = ?').run(at),
        )
        expect(standing).toBe(at === length ? 'cut' : 'broken')
      }),
      { numRuns: 40 },
    )
  })

  it('finds a cut end', async () => {
    await fc.assert(
      fc.asyncProperty(number, async (at) => {
        const standing = await foundAfter((database) =>
          database.prepare('DELETE FROM entries WHERE number >= ?').run(at),
        )
        expect(standing).toBe('cut')
      }),
      { numRuns: 30 },
    )
  })

  it('finds two entries that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(number, number, async (a, b) => {
        fc.pre(a !== b)
        const standing = await foundAfter((database) => {
          const move = database.prepare('UPDATE entries SET number = ? WHERE number = ?')
          move.run(100_000, a)
          move.run(a, b)
          move.run(b, 100_000)
        })
        expect(standing).toBe('broken')
      }),
      { numRuns: 40 },
    )
  })

  it('finds an entry that was put in between', async () => {
    await fc.assert(
      fc.asyncProperty(number, async (at) => {
        const standing = await foundAfter((database) => {
          for (let moved = length; moved >= at; moved -= 1)
            database.prepare('UPDATE entries SET number = ? WHERE number = ?').run(moved + 1, moved)
          database
            .prepare(
              `INSERT INTO entries SELECT ?, at, area, what, count, code, service, key_id, key_material_id, bytes, facts,
          details, hash FROM entries WHERE number = ?`,
            )
            .run(at, at + 1)
        })
        expect(standing).toBe('broken')
      }),
      { numRuns: 30 },
    )
  })

  it('finds a chain that was written anew from some entry on: only the store key can vouch for its head', async () => {
    const { entryHash } = await import('../../../../src/keystore/log/entry-record.ts')
    const { LogFile } = await import('../../../../src/keystore/log/log-file.ts')
    const standing = await foundAfter((database) => {
      const file = new LogFile(database, undefined)
      let before = file.hashAt(19) ?? Buffer.alloc(32)
      for (const row of file.rowsAfter(19, length)) {
        const { hash: _hash, ...fields } = { ...row, what: row.number === 20 ? 'forged' : row.what }
        before = entryHash(before, fields)
        database
          .prepare('UPDATE entries SET what = ?, hash = ? WHERE number = ?')
          .run(fields.what, before, row.number)
      }
      database.prepare('UPDATE head SET vouched_hash = ?').run(before)
    })
    expect(standing).toBe('broken')
  })
})
