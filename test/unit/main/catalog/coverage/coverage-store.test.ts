import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CoverageSelection } from '../../../../../src/shared/model/coverage.ts'
import { StoredKeys } from '../../../../../src/main/catalog/cached-keys/stored-keys.ts'
import { CatalogStore } from '../../../../../src/main/catalog/catalog-store.ts'
import { CoverageStore } from '../../../../../src/main/catalog/coverage/coverage-store.ts'
import { openCatalog } from '../../../../../src/main/catalog/open-catalog.ts'
import { material } from '../key-rows.ts'
import { fileRecord, recordedDoor } from '../records.ts'

let folder: string
let database: DatabaseSync

const rotated = '2026-03-01T00:00:00.000Z'
const justBefore = '2026-02-28T23:59:59.999Z'
const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1'
const listed = {
  isLocalRead: true,
  keys: [
    { keyId: arn, current: 'm1', readAt: '2026-04-01T00:00:00.000Z', hasOneMaterial: false, opens: true },
  ],
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  database = openCatalog(path.join(folder, 'catalog.db'), () => new Date())
  const materials = [material('m0'), material('m1', { state: 'CURRENT', rotatedAt: rotated })]
  new StoredKeys(database).keepMaterials({ arn, materials, readAt: '2026-04-01T00:00:00.000Z' })
})

afterEach(() => {
  database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** A message that was written with no word of its material, as a second door of AWS KMS is. */
function write(place: string, letter: string, at: string): void {
  const headerHash = Buffer.alloc(32, letter).toString('hex')
  const doors = [recordedDoor({ keyId: arn, keyMaterialId: null })]
  const seen = [{ at: 'result', headerHash, size: 7, writtenAt: null, doors } as const]
  new CatalogStore(database).add([fileRecord({ at, result: place, headerHash, seen })])
}

const files = (selection: Partial<CoverageSelection>) =>
  new CoverageStore(database).files({
    listed,
    selection: { keyId: null, which: 'all', keyMaterialId: null, ...selection },
    before: null,
    limit: 10,
  })

describe('known files under a key whose material their doors do not name', () => {
  it('belong to the new material from the very moment of the rotation, and are told as estimated', () => {
    write('/before', 'a', justBefore)
    write('/at', 'b', rotated)
    expect(files({ which: 'older' }).files).toMatchObject([
      { place: '/before', keyMaterialId: 'm0', estimated: true, size: 7, seenAt: justBefore },
    ])
    expect(files({ keyId: arn, which: 'material', keyMaterialId: 'm1' }).files).toMatchObject([
      { place: '/at' },
    ])
    expect(
      new CoverageStore(database).paths({
        listed,
        selection: { keyId: arn, which: 'older', keyMaterialId: null },
      }),
    ).toEqual(['/before'])
    expect(new CoverageStore(database).summary(listed)).toMatchObject({
      files: 2,
      current: 1,
      older: 1,
      estimated: 2,
    })
  })

  it('are on another key where the key is not listed any more', () => {
    write('/a', 'a', rotated)
    expect(new CoverageStore(database).summary({ keys: [], isLocalRead: true })).toEqual({
      files: 1,
      current: 0,
      older: 0,
      otherKey: 1,
      estimated: 0,
      keys: [],
    })
  })
})

it('a file under a local key is not told while the keystore cannot be read, and on another key where it can', () => {
  const doors = [recordedDoor({ keyId: 'local-key' })]
  const headerHash = Buffer.alloc(32, 'a').toString('hex')
  const seen = [{ at: 'result', headerHash, size: 7, writtenAt: null, doors } as const]
  new CatalogStore(database).add([fileRecord({ seen })])
  const store = new CoverageStore(database)
  const unread = { files: 1, current: 0, older: 0, otherKey: 0, estimated: 0, keys: [] }
  expect(store.summary({ ...listed, isLocalRead: false })).toEqual(unread)
  expect(store.summary(listed)).toEqual({ ...unread, otherKey: 1 })
})

it('a list of doors that cannot be read is one without doors', () => {
  write('/a', 'a', rotated)
  database.exec(`UPDATE door_sets SET doors = '[{"label":1}]'`)
  expect(new CoverageStore(database).summary(listed)).toMatchObject({ files: 1, otherKey: 1 })
})
