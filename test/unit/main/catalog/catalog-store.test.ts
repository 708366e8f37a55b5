import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileRecord } from '../../../../src/shared/model/file-record.ts'
import type { CatalogPage } from '../../../../src/main/catalog/catalog.ts'
import { CatalogStore } from '../../../../src/main/catalog/catalog-store.ts'
import { openCatalog } from '../../../../src/main/catalog/open-catalog.ts'
import { fileRecord, recordedDoor } from './records.ts'

let folder: string
let database: DatabaseSync
let store: CatalogStore

const record = (each: FileRecord): void => store.add([each])
const all = (find = '') => store.list({ before: null, find, limit: 200 })
const bytesInFolder = (): string =>
  fs
    .readdirSync(folder)
    .map((name) => fs.readFileSync(path.join(folder, name), 'latin1'))
    .join()

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  database = openCatalog(path.join(folder, 'catalog.db'), () => new Date())
  store = new CatalogStore(database)
})

afterEach(() => {
  database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('the store of the catalog', () => {
  it('knows the headers of messages that were written or read to their end, and of no others', () => {
    const headerHash = 'ab'.repeat(32)
    const seen = [{ at: 'result', headerHash, size: 10, writtenAt: null, doors: [recordedDoor()] }] as const
    record(fileRecord({ headerHash: 'cd'.repeat(32), code: 'KMS_INVALID_CIPHERTEXT', seen: [] }))
    expect([headerHash, 'cd'.repeat(32)].map((hash) => store.knowsHeader(hash))).toEqual([false, false])
    record(fileRecord({ headerHash, seen }))
    expect([headerHash, 'cd'.repeat(32)].map((hash) => store.knowsHeader(hash))).toEqual([true, false])
  })

  it('gives pages that together hold each row once', () => {
    for (let n = 0; n < 25; n++) record(fileRecord({ size: n }))
    const sizes: number[] = []
    let before: number | null = null
    do {
      const page: CatalogPage = store.list({ before, find: '', limit: 10 })
      sizes.push(...page.rows.map((row) => row.size))
      before = page.next
    } while (before !== null)
    expect(sizes).toEqual(Array.from({ length: 25 }, (_, n) => 24 - n))
  })

  it.each([
    ['a file name in another case', 'REPORT'],
    ['a folder', '/home/ada'],
    ['a key', 'backups'],
    ['a key material id', 'material-1'],
    ['a name in another Unicode form', 'U\u0308bersicht'],
  ])('finds by %s', (_what, find) => {
    record(fileRecord({ result: '/home/ada/\u00dcbersicht.encrypted' }))
    record(
      fileRecord({
        source: '/tmp/x',
        result: null,
        doors: [recordedDoor({ keyMaterialId: 'm', label: { ...recordedDoor().label, name: 'k' } })],
      }),
    )
    expect(all(find).rows.map((row) => row.id)).toEqual([1])
  })

  it('takes the marks of a search pattern as they are', () => {
    record(fileRecord({ source: '/home/ada/100%_done' }))
    record(fileRecord({ source: '/home/ada/100 done' }))
    expect(all('100%_').rows.map((row) => row.id)).toEqual([1])
  })

  it('forgets paths and keeps the rest, and no byte of them stays in its files', () => {
    store.add(Array.from({ length: 300 }, (_, n) => fileRecord({ source: `/home/ada/secret-name-${n}` })))
    store.clear('paths')
    const { rows, total } = all('backups')
    expect(total).toBe(300)
    expect(rows[0]).toMatchObject({ source: null, result: null, doors: [recordedDoor()] })
    expect(all('secret-name').rows).toEqual([])
    expect(bytesInFolder()).not.toContain('secret-name')
  })

  it('gives the rows asked for by id, and none for an id that is gone', () => {
    record(fileRecord({ size: 1 }))
    record(fileRecord({ size: 2 }))
    expect(store.rows([2, 7, 1]).map((row) => row.size)).toEqual([2, 1])
  })
})
