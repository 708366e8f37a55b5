import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Catalog } from '../../../src/main/catalog/catalog.ts'
import { createCatalog } from '../../../src/main/catalog/create-catalog.ts'
import { fileRecord, recordedDoor, rowOf } from '../../unit/main/catalog/records.ts'

const workerUrl = new URL('../../../src/main/catalog/catalog-worker.ts', import.meta.url)

let folder: string
let file: string
let choices: { keep: boolean; keepPaths: boolean }
let catalog: Catalog

const open = (): Catalog => createCatalog({ path: file, workerUrl, choices: () => choices })
const all = (find = '') => catalog.list({ before: null, find, limit: 200 })
const bytesInFolder = (): string =>
  fs
    .readdirSync(folder)
    .map((name) => fs.readFileSync(path.join(folder, name), 'latin1'))
    .join()

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  file = path.join(folder, 'catalog.db')
  choices = { keep: true, keepPaths: true }
  catalog = open()
})

afterEach(async () => {
  await catalog.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('the catalog', () => {
  it('gives back what was recorded, newest first, doors in their order', async () => {
    const first = fileRecord()
    const aws = recordedDoor({
      label: { kind: 'aws', name: 'payroll', where: 'eu-central-1', arn: 'arn:aws:kms:x', known: false },
      keyId: 'arn:aws:kms:x',
      keyMaterialId: null,
    })
    const second = fileRecord({
      action: 'open',
      doors: [aws, recordedDoor()],
      resultSize: null,
      headerHash: null,
      suite: null,
      seconds: null,
      verified: false,
      code: 'KMS_ACCESS_DENIED',
    })
    catalog.record(first)
    catalog.record(second)
    const { rows, next, total } = await all()
    expect(rows).toEqual([rowOf(2, second), rowOf(1, first)])
    expect({ next, total }).toEqual({ next: null, total: 2 })
    expect(await catalog.rows([1])).toEqual([rowOf(1, first)])
  })

  it('keeps its rows for the next start', async () => {
    catalog.record(fileRecord())
    await catalog.close()
    catalog = open()
    expect((await all()).total).toBe(1)
  })

  it('makes nothing on the disk before it is used', () => {
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it('is for its owner alone, its log too', async () => {
    catalog.record(fileRecord())
    await all()
    const modes = fs.readdirSync(folder).map((name) => fs.statSync(path.join(folder, name)).mode & 0o777)
    expect(new Set(modes)).toEqual(new Set([0o600]))
  })

  it('records nothing while it is turned off', async () => {
    choices = { keep: false, keepPaths: true }
    catalog.record(fileRecord())
    expect((await all()).total).toBe(0)
  })

  it('keeps no path where paths are not wanted, and finds by key all the same', async () => {
    choices = { keep: true, keepPaths: false }
    catalog.record(fileRecord())
    expect((await all('backups')).rows).toMatchObject([{ source: null, result: null }])
    await catalog.close()
    expect(bytesInFolder()).not.toContain('report.pdf')
  })

  it('clears everything, and no byte of it stays in its files', async () => {
    catalog.record(fileRecord({ source: '/home/ada/secret-name' }))
    await all()
    await catalog.clear('all')
    expect(await all()).toEqual({ rows: [], next: null, total: 0 })
    expect(bytesInFolder()).not.toContain('secret-name')
  })

  it('counts what was handed over before among the known files, and gives it page by page', async () => {
    const message = { headerHash: 'ab'.repeat(32), size: 1612, writtenAt: null, doors: [recordedDoor()] }
    catalog.record(fileRecord({ seen: [{ at: 'result', ...message }] }))
    const [readAt, hasOneMaterial, opens] = ['2026-11-23T10:00:00.000Z', false, true] as const
    const keys = [{ keyId: 'key-1', current: 'material-1', readAt, hasOneMaterial, opens }]
    const listed = { keys, isLocalRead: true }
    expect(await catalog.coverage.summary(listed)).toMatchObject({ files: 1, current: 1 })
    const selection = { keyId: 'key-1', which: 'onlyDoor', keyMaterialId: null } as const
    const page = await catalog.coverage.files({ listed, selection, before: null, limit: 1 })
    expect(page).toMatchObject({ total: 1, next: null, files: [{ entry: 1, size: 1612 }] })
    expect(await catalog.coverage.paths(listed, selection)).toEqual(['/home/ada/report.pdf.encrypted'])
  })

  it('tells of changes', async () => {
    const heard = vi.fn()
    catalog.onChange(heard)
    catalog.record(fileRecord())
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce(), 30_000)
  })
})

describe('a catalog whose file is not as it should be', () => {
  it('sets a damaged file aside and begins anew', async () => {
    fs.writeFileSync(file, 'this is no database, but longer than its first hundred bytes '.repeat(20))
    catalog.record(fileRecord())
    expect((await all()).total).toBe(1)
    const aside = fs.readdirSync(folder).filter((name) => name.includes('.damaged-'))
    expect(aside).toHaveLength(1)
    expect(fs.readFileSync(path.join(folder, aside[0] ?? ''), 'utf8')).toContain('this is no database')
  })

  it.each(['all', 'paths'] as const)('forgets a damaged file that was set aside with %s', async (what) => {
    fs.writeFileSync(file, '/home/ada/secret-name '.repeat(20))
    catalog.record(fileRecord())
    await all()
    await catalog.clear(what)
    expect(fs.readdirSync(folder).filter((name) => name.includes('.damaged-'))).toEqual([])
    expect(bytesInFolder()).not.toContain('secret-name')
  })

  it('leaves one of a newer version as it is', async () => {
    const newer = new DatabaseSync(file)
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    const before = fs.readFileSync(file)
    await expect(all()).rejects.toMatchObject({ code: 'CATALOG_NEWER_VERSION' })
    expect(fs.readFileSync(file)).toEqual(before)
  })

  it('says so where it cannot be opened, and writes what waited once it can', async () => {
    fs.mkdirSync(file)
    catalog.record(fileRecord())
    await expect(all()).rejects.toMatchObject({ code: 'CATALOG_UNAVAILABLE' })
    expect(catalog.problem).toBe('CATALOG_UNAVAILABLE')
    fs.rmdirSync(file)
    expect((await all()).total).toBe(1)
    expect(catalog.problem).toBeNull()
  })
})
