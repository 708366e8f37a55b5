import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCatalog } from '../../../src/main/catalog/open-catalog.ts'
import { prepareCatalog } from '../../../src/main/catalog/prepare-catalog.ts'

// Written by Keyhold as it was before version 2, with its own code.
const version1 = path.join(import.meta.dirname, '../../unit/main/catalog/files-of-version-1.db')
/** What is known of it: test/unit/main/catalog/prepare-catalog.test.ts names them. */
const knownFiles = 6

let folder: string
let file: string

const allRows = (database: DatabaseSync) => ({
  files: database.prepare('SELECT * FROM files ORDER BY id').all(),
  doors: database.prepare('SELECT * FROM doors ORDER BY file, place').all(),
})

function rowsOfVersion1() {
  const database = new DatabaseSync(version1, { readOnly: true })
  try {
    return allRows(database)
  } finally {
    database.close()
  }
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  file = path.join(folder, 'files.db')
  fs.copyFileSync(version1, file)
})

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** A database that is seen, or broken, at each statement. */
function watched(database: DatabaseSync, beforeStatement: (count: number) => void): DatabaseSync {
  let count = 0
  return new Proxy(database, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        if (name === 'exec' || name === 'prepare') beforeStatement((count += 1))
        return Reflect.apply(value, target, args)
      }
    },
  })
}

function migrateWatched(beforeStatement: (count: number) => void): void {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = WAL')
    prepareCatalog(watched(database, beforeStatement), file)
  } finally {
    database.close()
  }
}

function expectWhole(): void {
  const database = openCatalog(file, () => new Date())
  try {
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 })
    expect(allRows(database)).toEqual(rowsOfVersion1())
    expect(database.prepare('SELECT count(*) AS files FROM known_files').get()).toEqual({ files: knownFiles })
  } finally {
    database.close()
  }
}

describe('a migration that does not come to its end', () => {
  it('begins anew at the next start, wherever the process ended', () => {
    let statements = 0
    const image = path.join(folder, 'images')
    fs.mkdirSync(image)
    migrateWatched((count) => {
      statements = count
      for (const end of ['', '-wal', '.before-version-2']) {
        if (fs.existsSync(file + end)) fs.copyFileSync(file + end, path.join(image, `${count}${end}`))
      }
    })
    expect(statements).toBeGreaterThan(10)
    for (let count = 1; count <= statements; count++) {
      file = path.join(image, `${count}`)
      expectWhole()
    }
  })

  it('leaves the file as it was where any statement fails, and nothing is lost', () => {
    let failing = 1
    for (let done = false; !done; failing++) {
      fs.copyFileSync(version1, file)
      done = true
      const fail = (count: number): void => {
        if (count !== failing) return
        done = false
        throw new Error('a fault')
      }
      try {
        migrateWatched(fail)
      } catch (error) {
        expect(String(error)).toContain('a fault')
      }
      expectWhole()
    }
    expect(failing).toBeGreaterThan(10)
  })
})
