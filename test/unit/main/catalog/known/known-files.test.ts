import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordedDoor, SeenMessage } from '../../../../../src/shared/model/file-record.ts'
import type { KeptRecord } from '../../../../../src/main/catalog/catalog.ts'
import { CatalogStore } from '../../../../../src/main/catalog/catalog-store.ts'
import { CoverageStore } from '../../../../../src/main/catalog/coverage/coverage-store.ts'
import { openCatalog } from '../../../../../src/main/catalog/open-catalog.ts'
import { fileRecord, recordedDoor } from '../records.ts'

let folder: string
let database: DatabaseSync
let store: CatalogStore
let gone: Set<string>

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  database = openCatalog(path.join(folder, 'catalog.db'), () => new Date())
  gone = new Set()
  store = new CatalogStore(database, (place) => gone.has(place))
})

afterEach(() => {
  database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const hashOf = (letter: string): string => Buffer.alloc(32, letter).toString('hex')

const seen = (at: SeenMessage['at'], letter: string, change: Partial<SeenMessage> = {}): SeenMessage => ({
  at,
  headerHash: hashOf(letter),
  size: 1612,
  writtenAt: null,
  doors: [recordedDoor()],
  ...change,
})

const add = (change: Partial<KeptRecord>): void => store.add([{ ...fileRecord(), ...change }])
const encrypted = (result: string, letter: string, change: Partial<SeenMessage> = {}): void =>
  add({ action: 'encrypt', result, seen: [seen('result', letter, change)] })
const verified = (source: string, letter: string, change: Partial<SeenMessage> = {}): void =>
  add({ action: 'verify', source, result: null, seen: [seen('source', letter, change)] })
const moved = (source: string, result: string, letters: string, sourceGone: boolean): void =>
  add({
    action: 'move',
    source,
    result,
    sourceGone,
    seen: [seen('source', letters[0] ?? ''), seen('result', letters[1] ?? '')],
  })

const pathless = (letter: string): void =>
  add({ action: 'verify', source: null, result: null, seen: [seen('source', letter)] })

const files = () =>
  new CoverageStore(database).files({
    listed: { keys: [], isLocalRead: true },
    selection: { keyId: null, which: 'all', keyMaterialId: null },
    before: null,
    limit: 200,
  }).files
const places = () => files().map(({ place }) => place)

const aws = (keyMaterialId: string | null): RecordedDoor =>
  recordedDoor({
    label: { kind: 'aws', name: 'payroll', where: 'eu-central-1', arn: 'arn', known: true },
    keyId: 'arn',
    keyMaterialId,
  })

describe('a message that is known', () => {
  it('is counted once, however often it is seen', () => {
    encrypted('/a', 'a')
    verified('/a', 'a')
    verified('/a', 'a')
    expect(files()).toMatchObject([{ place: '/a', entry: 3 }])
  })

  it('is not made by a job that failed', () => {
    add({ action: 'verify', source: '/a', result: null, code: 'NO_DOOR_OPENS' })
    add({ result: '/b', code: 'CANCELLED', seen: [seen('result', 'b')] })
    expect(files()).toEqual([])
  })

  it('is counted for every copy of it', () => {
    encrypted('/a', 'a')
    verified('/copy of a', 'a')
    expect(places()).toEqual(['/copy of a', '/a'])
  })

  it('is where it was seen last, once it left the place where it was', () => {
    encrypted('/a', 'a')
    gone.add('/a')
    verified('/elsewhere/a', 'a')
    expect(places()).toEqual(['/elsewhere/a'])
  })

  it('gives way to another one, and to a plain file, in its place', () => {
    encrypted('/a', 'a')
    verified('/a', 'b')
    encrypted('/c', 'c')
    add({ action: 'open', source: '/x', result: '/c', seen: [] })
    expect(places()).toEqual(['/a'])
  })

  it('stays beside the new one of a move, with the entry that speaks of it', () => {
    encrypted('/a', 'a')
    moved('/a', '/a (2)', 'ab', false)
    expect(files()).toMatchObject([
      { place: '/a (2)', entry: 2 },
      { place: '/a', entry: 1 },
    ])
  })

  it('has no entry where only a move read it', () => {
    moved('/a', '/a (2)', 'ab', false)
    expect(files()).toMatchObject([
      { place: '/a (2)', entry: 1 },
      { place: '/a', entry: null },
    ])
  })

  it.each([
    ['its name', '/a'],
    ['a name beside', '/a (2)'],
  ])('is gone once a move put it into the trash and gave the new one %s', (_what, result) => {
    encrypted('/a', 'a')
    moved('/a', result, 'ab', true)
    expect(places()).toEqual([result])
  })

  it('is gone where it was encrypted once more and put into the trash', () => {
    encrypted('/a', 'a')
    add({
      action: 'encrypt',
      source: '/a',
      result: '/a.encrypted',
      sourceGone: true,
      seen: [seen('result', 'b')],
    })
    expect(places()).toEqual(['/a.encrypted'])
  })

  it('is forgotten with the history, and no byte of its doors stays', () => {
    encrypted('/a', 'a', { doors: [recordedDoor({ keyId: 'secret-key-name' })] })
    store.clear('all')
    expect(files()).toEqual([])
    const bytes = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'latin1'))
    expect(bytes.join()).not.toContain('secret-key-name')
  })
})

describe('the doors of a known message', () => {
  it('keep the key material of one look where the next does not name it', () => {
    encrypted('/a', 'a', { doors: [aws('m1'), recordedDoor()] })
    verified('/a', 'a', { doors: [aws(null), recordedDoor()] })
    expect(files()[0]?.doors.map(({ keyMaterialId }) => keyMaterialId)).toEqual(['m1', 'material-1'])
  })

  it('learn the key material once a look names it, in every copy that is seen', () => {
    encrypted('/a', 'a', { doors: [aws(null)] })
    verified('/copy', 'a', { doors: [aws('m1')] })
    verified('/a', 'a', { doors: [aws(null)] })
    expect(files().map(({ doors }) => doors[0]?.keyMaterialId)).toEqual(['m1', 'm1'])
  })
})

describe('a message whose path is not kept', () => {
  it('is told apart by its header', () => {
    pathless('a')
    pathless('a')
    pathless('b')
    expect(files()).toMatchObject([
      { place: null, entry: 3 },
      { place: null, entry: 2 },
    ])
  })

  it('is not counted again where its path is known, before or after', () => {
    encrypted('/a', 'a')
    pathless('a')
    expect(files()).toMatchObject([{ place: '/a', entry: 2 }])
    pathless('b')
    verified('/b', 'b')
    expect(places()).toEqual(['/b', '/a'])
  })

  it('is gone once a move put it into the trash', () => {
    pathless('a')
    add({
      action: 'move',
      source: null,
      result: null,
      sourceGone: true,
      seen: [seen('source', 'a'), seen('result', 'b')],
    })
    expect(files()).toMatchObject([{ place: null, entry: 2 }])
  })

  it('is one with its copies once paths are forgotten', () => {
    encrypted('/a', 'a')
    verified('/copy', 'a')
    encrypted('/b', 'b')
    store.clear('paths')
    expect(places()).toEqual([null, null])
    verified('/a', 'a')
    expect(places()).toEqual(['/a', null])
  })
})
