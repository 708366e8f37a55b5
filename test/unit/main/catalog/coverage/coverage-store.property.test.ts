import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CoverageSelection } from '../../../../../src/shared/model/coverage.ts'
import type { RecordedDoor } from '../../../../../src/shared/model/file-record.ts'
import { StoredKeys } from '../../../../../src/main/catalog/cached-keys/stored-keys.ts'
import { CatalogStore } from '../../../../../src/main/catalog/catalog-store.ts'
import type { CoverageKey, ListedKeys } from '../../../../../src/main/catalog/coverage/coverage-key.ts'
import { CoverageStore } from '../../../../../src/main/catalog/coverage/coverage-store.ts'
import { openCatalog } from '../../../../../src/main/catalog/open-catalog.ts'
import { material } from '../key-rows.ts'
import { fileRecord, recordedDoor } from '../records.ts'
import { openersOf, standingOf, usesOf } from './naive-coverage.ts'
import type { NaiveFamily, NaiveFile } from './naive-coverage.ts'

let folder: string
let database: DatabaseSync

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  database = openCatalog(path.join(folder, 'catalog.db'), () => new Date())
  database.exec('PRAGMA synchronous = OFF')
})

afterEach(() => {
  database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const dayOf = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()
const day = fc.nat(9).map(dayOf)
const materialId = fc.constantFrom('m0', 'm1', 'm2', 'm3', 'gone')
const one = 'arn:aws:kms:eu-central-1:111122223333:key/one'
const replicas = ['eu-central-1', 'us-east-1'].map(
  (region) => `arn:aws:kms:${region}:111122223333:key/mrk-two`,
)
const door: fc.Arbitrary<RecordedDoor> = fc.record({
  label: fc.constant(recordedDoor().label),
  keyId: fc.constantFrom(one, ...replicas, 'local', 'not listed', null),
  keyMaterialId: fc.option(materialId),
})
const files = fc.array(fc.record({ madeAt: day, doors: fc.array(door, { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 12,
})

/** A family with one reading of everything: which of several readings counts is another test's. */
const familyOf = (keyIds: readonly string[]): fc.Arbitrary<NaiveFamily> =>
  fc
    .record({
      current: fc.option(materialId),
      readAt: day,
      opens: fc.array(fc.boolean(), { minLength: keyIds.length, maxLength: keyIds.length }),
      hasOneMaterial: fc.boolean(),
      rotations: fc.option(fc.uniqueArray(fc.nat(8), { maxLength: 3 })),
      hasPending: fc.boolean(),
    })
    .map(({ current, readAt, opens, hasOneMaterial, rotations, hasPending }) => {
      const dates = rotations?.toSorted((a, b) => a - b) ?? []
      const used = [null, ...dates].map((at, index) =>
        material(`m${index}`, {
          rotatedAt: at === null ? null : dayOf(at),
          state: index === dates.length ? 'CURRENT' : 'NON_CURRENT',
        }),
      )
      const pending = hasPending ? [material('m3', { state: 'PENDING_ROTATION' })] : []
      const materials = rotations === null ? [] : [...used, ...pending]
      const last = used.at(-1)?.id ?? null
      return {
        keys: keyIds.map((keyId, index): CoverageKey => ({
          keyId,
          current: rotations === null ? current : last,
          readAt,
          hasOneMaterial,
          opens: opens[index] === true,
        })),
        materials,
        current: rotations === null ? current : last,
        readAt: rotations === null && current === null ? '' : readAt,
      }
    })

const families = fc.tuple(familyOf([one]), familyOf(replicas), familyOf(['local']))

const selections: readonly CoverageSelection[] = [null, one, ...replicas, 'local', 'not listed'].flatMap(
  (keyId) => [
    ...(['all', 'older', 'otherKey', 'onlyDoor'] as const).map((which) => ({
      keyId,
      which,
      keyMaterialId: null,
    })),
    ...['m0', 'm2', null].map((keyMaterialId) => ({ keyId, which: 'material', keyMaterialId }) as const),
  ],
)

function isSelected(
  file: NaiveFile,
  { keyId, which, keyMaterialId }: CoverageSelection,
  all: readonly NaiveFamily[],
) {
  const uses = usesOf(file, all)
  const ofKey = uses.filter(({ family }) => keyId === null || family.keys.some((key) => key.keyId === keyId))
  const openers = openersOf(uses)
  if (which === 'all') return keyId === null || ofKey.length > 0
  if (which === 'older') {
    return keyId === null ? standingOf(uses) === 'older' : ofKey.some(({ standing }) => standing === 'older')
  }
  if (which === 'material') return ofKey.some((use) => use.keyMaterialId === keyMaterialId)
  if (which === 'otherKey') return uses.length === 0
  if (ofKey.length === 0) return false
  return keyId === null ? openers.length <= 1 : openers.every((opener) => opener === keyId)
}

/** Fills a catalog that holds nothing else. */
function fill(all: readonly NaiveFile[], read: readonly NaiveFamily[]): void {
  const store = new CatalogStore(database, () => false)
  store.clear('all')
  database.exec('DELETE FROM key_materials')
  const keys = new StoredKeys(database)
  for (const { keys: members, materials, readAt } of read) {
    // Of a family, any member may be the one whose rotations were read.
    const arn = members.at(-1)?.keyId ?? ''
    if (materials.length > 0) keys.keepMaterials({ arn, materials, readAt })
  }
  for (const [index, { place, madeAt, doors }] of all.entries()) {
    const headerHash = Buffer.alloc(32, index + 1).toString('hex')
    const seen = [{ at: 'result', headerHash, size: 1, writtenAt: null, doors } as const]
    store.add([fileRecord({ at: madeAt, result: place, headerHash, doors: [], seen })])
  }
}

/** Every page of two, put together. */
function allFiles(listed: ListedKeys, selection: CoverageSelection) {
  const store = new CoverageStore(database)
  const found = []
  for (let before: number | null = null; ;) {
    const page = store.files({ listed, selection, before, limit: 2 })
    found.push(...page.files)
    if (page.next === null) return { found, total: page.total }
    before = page.next
  }
}

it('coverage is what looking at each file alone says', () => {
  fc.assert(
    fc.property(files, families, (made, all) => {
      const known = made.map((file, index): NaiveFile => ({ ...file, place: `/${index}` }))
      fill(known, all)
      const keys = all.flatMap((family) => family.keys)
      const summary = new CoverageStore(database).summary({ keys, isLocalRead: true })
      const count = (is: (file: NaiveFile) => boolean) => known.filter(is).length
      const standing = (file: NaiveFile) => standingOf(usesOf(file, all))
      expect(summary).toMatchObject({
        files: known.length,
        current: count((file) => standing(file) === 'current'),
        older: count((file) => standing(file) === 'older'),
        otherKey: count((file) => standing(file) === 'otherKey'),
      })
      for (const key of keys) {
        const usesOfKey = known.flatMap((file) =>
          usesOf(file, all).filter(({ family }) => family.keys.includes(key)),
        )
        const told = summary.keys.find(({ keyId }) => keyId === key.keyId)
        expect(told?.files ?? 0).toBe(usesOfKey.length)
        expect(told?.current ?? 0).toBe(usesOfKey.filter((use) => use.standing === 'current').length)
        expect(told?.older ?? 0).toBe(usesOfKey.filter((use) => use.standing === 'older').length)
        expect(told?.estimated ?? 0).toBe(usesOfKey.filter((use) => use.estimated).length)
        expect(told?.onlyDoor ?? 0).toBe(
          count((file) =>
            isSelected(file, { keyId: key.keyId, which: 'onlyDoor', keyMaterialId: null }, all),
          ),
        )
        for (const { keyMaterialId, files: ofMaterial } of told?.materials ?? []) {
          expect(ofMaterial).toBe(usesOfKey.filter((use) => use.keyMaterialId === keyMaterialId).length)
        }
      }
    }),
    { numRuns: 60 },
  )
})

it('the files under a selection are those that looking at each file alone selects, page by page', () => {
  fc.assert(
    fc.property(files, families, fc.constantFrom(...selections), (made, all, selection) => {
      const known = made.map((file, index): NaiveFile => ({ ...file, place: `/${index}` }))
      fill(known, all)
      const listed = { keys: all.flatMap((family) => family.keys), isLocalRead: true }
      const expected = known
        .filter((file) => isSelected(file, selection, all))
        .map(({ place }) => place)
        .toReversed()
      const { found, total } = allFiles(listed, selection)
      expect(found.map(({ place }) => place)).toEqual(expected)
      expect(total).toBe(expected.length)
      expect(new CoverageStore(database).paths({ listed, selection })).toEqual(expected)
    }),
    { numRuns: 150 },
  )
})
