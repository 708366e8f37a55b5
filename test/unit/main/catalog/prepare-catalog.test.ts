import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CatalogStore } from '../../../../src/main/catalog/catalog-store.ts'
import { CoverageStore } from '../../../../src/main/catalog/coverage/coverage-store.ts'
import { openCatalog, removeSetAside } from '../../../../src/main/catalog/open-catalog.ts'
import { copyBeforeMigration } from '../../../../src/main/catalog/prepare-catalog.ts'

// Written by Keyhold as it was before version 2, with its own code.
const version1 = path.join(import.meta.dirname, 'files-of-version-1.db')

let folder: string
let file: string

const open = () => openCatalog(file, () => new Date())
const versionIn = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.['user_version']
const allRows = (database: DatabaseSync) => ({
  files: database.prepare('SELECT * FROM files ORDER BY id').all(),
  doors: database.prepare('SELECT * FROM doors ORDER BY file, place').all(),
})
const bytesInFolder = (): string =>
  fs
    .readdirSync(folder)
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    .join()

function within<Told>(use: (database: DatabaseSync) => Told): Told {
  const database = open()
  try {
    return use(database)
  } finally {
    database.close()
  }
}

/** Of a copy: SQLite writes beside what it only reads. */
function rowsOfVersion1() {
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-')), 'files.db')
  fs.copyFileSync(version1, copy)
  const database = new DatabaseSync(copy)
  try {
    return allRows(database)
  } finally {
    database.close()
    fs.rmSync(path.dirname(copy), { recursive: true })
  }
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  file = path.join(folder, 'files.db')
  fs.copyFileSync(version1, file)
})

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Each known file as its name, its materials and whether an entry speaks of it. */
function knownFiles(database: DatabaseSync) {
  const selection = { keyId: null, which: 'all', keyMaterialId: null } as const
  const { files } = new CoverageStore(database).files({
    listed: { keys: [], isLocalRead: true },
    selection,
    before: null,
    limit: 50,
  })
  return files.map(({ place, doors, entry }) => [
    place === null ? null : path.basename(place),
    doors.map(({ keyMaterialId }) => keyMaterialId),
    entry,
  ])
}

describe('a history of version 1', () => {
  it('is this version afterwards, and no row of it is lost', () => {
    const before = rowsOfVersion1()
    expect(before.files.length).toBe(11)
    within((database) => {
      expect(versionIn(database)).toBe(2)
      expect(allRows(database)).toEqual(before)
      expect(
        new CatalogStore(database).list({ before: null, find: 'übersicht', limit: 9 }).rows,
      ).toHaveLength(2)
    })
  })

  it('outlives damage that comes after the migration: its copy is set aside with what is damaged', () => {
    within(() => undefined)
    fs.writeFileSync(file, 'no database')
    within(() => undefined)
    within(() => undefined)
    const kept = fs.readdirSync(folder).filter((name) => name.endsWith('.before-migration'))
    const database = new DatabaseSync(path.join(folder, kept[0] ?? ''))
    expect(allRows(database)).toEqual(rowsOfVersion1())
    database.close()
    removeSetAside(file)
    expect(fs.readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([])
  })

  it('tells the files that are known, each as it was last seen', () => {
    expect(within(knownFiles)).toEqual([
      ['Übersicht.tar.encrypted', ['local-material-1', 'local-material-2'], 11],
      [null, ['material-1'], 9],
      ['c.pdf (2).encrypted', ['material-2'], 6],
      ['c.pdf.encrypted', ['material-1'], 5],
      ['b.pdf.encrypted', ['material-2'], 4],
      ['a.pdf.encrypted', ['material-1', 'local-material-1'], 3],
    ])
  })

  it('is kept whole beside it until a later start finds the new one good', () => {
    within(() => {})
    const copy = copyBeforeMigration(file)
    expect(fs.statSync(copy).mode & 0o777).toBe(0o600)
    const kept = new DatabaseSync(copy, { readOnly: true })
    expect(versionIn(kept)).toBe(1)
    expect(allRows(kept)).toEqual(rowsOfVersion1())
    kept.close()
    within(() => {})
    expect(fs.existsSync(copy)).toBe(false)
  })

  it('is forgotten with its copy', () => {
    within((database) => {
      expect(bytesInFolder()).toContain('a.pdf')
      new CatalogStore(database).clear('paths')
      removeSetAside(file)
      expect(bytesInFolder()).not.toContain('a.pdf')
    })
  })
})

it('a migration waits where there is no room for the copy', () => {
  fs.mkdirSync(copyBeforeMigration(file))
  fs.writeFileSync(path.join(copyBeforeMigration(file), 'in the way'), '')
  expect(open).toThrow()
  expect(fs.readFileSync(file)).toEqual(fs.readFileSync(version1))
  fs.rmSync(copyBeforeMigration(file), { recursive: true })
  expect(within(versionIn)).toBe(2)
})
