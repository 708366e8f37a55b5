import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SeenMessage } from '../../../../../src/shared/model/file-record.ts'
import { CatalogStore } from '../../../../../src/main/catalog/catalog-store.ts'
import { CoverageStore } from '../../../../../src/main/catalog/coverage/coverage-store.ts'
import { openCatalog } from '../../../../../src/main/catalog/open-catalog.ts'
import { fileRecord, recordedDoor } from '../records.ts'

/** What may happen to messages of a few names in a few places. Places are forgotten and kept by turns. */
interface Event {
  readonly kind: 'encrypt' | 'read' | 'moveKeep' | 'moveTrash' | 'fail' | 'clearPaths' | 'clearAll' | 'leave'
  readonly message: string
  readonly next: string
  readonly place: string
  readonly target: string
  readonly keepsPaths: boolean
}

const message = fc.constantFrom('a', 'b', 'c')
const place = fc.constantFrom('/1', '/2', '/3')
const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom<Event['kind'][]>(
    'encrypt',
    'read',
    'read',
    'moveKeep',
    'moveTrash',
    'fail',
    'clearPaths',
    'clearAll',
    'leave',
  ),
  message,
  next: message,
  place,
  target: place,
  keepsPaths: fc.boolean(),
})

interface Known {
  readonly message: string
  readonly place: string | null
}

/** The rules of docs/adr/0011 over a plain list, the last seen at its end. */
class NaiveModel {
  known: readonly Known[] = []
  readonly left = new Set<string>()

  see(name: string, at: string | null): void {
    const same = this.known.filter((each) => each.message === name)
    const kept = at ?? same.at(-1)?.place ?? null
    this.known = [
      ...this.known.filter((each) => {
        if (each.place !== null && each.place === kept) return false
        if (each.message !== name) return true
        return each.place !== null && !this.left.has(each.place)
      }),
      { message: name, place: kept },
    ]
  }

  trash(name: string, at: string | null): void {
    const inPlace = this.known.find((each) => at !== null && each.place === at)
    const byName = this.known.filter((each) => each.message === name && (at === null || each.place === null))
    const which = inPlace ?? byName.at(-1)
    this.known = this.known.filter((each) => each !== which)
  }

  forgetPaths(): void {
    const last = new Map(this.known.map((each, index) => [each.message, index]))
    this.known = this.known
      .filter((each, index) => last.get(each.message) === index)
      .map((each) => ({ ...each, place: null }))
  }
}

const seen = (at: SeenMessage['at'], name: string): SeenMessage => ({
  at,
  headerHash: Buffer.alloc(32, name).toString('hex'),
  size: 1,
  writtenAt: null,
  doors: [recordedDoor({ keyId: name })],
})

function apply(model: NaiveModel, store: CatalogStore, happens: Event): void {
  const { kind, message: name, next, keepsPaths } = happens
  const source = keepsPaths ? happens.place : null
  const result = keepsPaths ? happens.target : null
  const add = (change: object) => store.add([{ ...fileRecord(change), source, result, ...change }])
  switch (kind) {
    case 'encrypt':
      add({ seen: [seen('result', next)] })
      return model.see(next, result)
    case 'read':
      add({ action: 'verify', result: null, seen: [seen('source', name)] })
      return model.see(name, source)
    case 'moveKeep':
      add({ action: 'move', seen: [seen('source', name), seen('result', next)] })
      model.see(name, source)
      return model.see(next, result)
    case 'moveTrash':
      add({ action: 'move', sourceGone: true, seen: [seen('source', name), seen('result', next)] })
      model.trash(name, source)
      return model.see(next, result)
    case 'fail':
      return add({ code: 'DISK_FULL' })
    case 'clearPaths':
      store.clear('paths')
      return model.forgetPaths()
    case 'clearAll':
      store.clear('all')
      model.known = []
      return
    case 'leave':
      model.left.add(happens.place)
  }
}

const everything = { keyId: null, which: 'all', keyMaterialId: null } as const

it('known files are what the rules say, after any history', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 20, maxLength: 40 }), (events) => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
      const database = openCatalog(path.join(folder, 'catalog.db'), () => new Date())
      // Nothing here is about what a crash leaves.
      database.exec('PRAGMA synchronous = OFF')
      try {
        const model = new NaiveModel()
        const store = new CatalogStore(database, (at) => model.left.has(at))
        for (const happens of events) {
          apply(model, store, happens)
          const query = {
            listed: { keys: [], isLocalRead: true },
            selection: everything,
            before: null,
            limit: 200,
          }
          const { files, total } = new CoverageStore(database).files(query)
          const told = files.map(({ place: at, doors }) => ({ message: doors[0]?.keyId, place: at }))
          expect(told.toReversed()).toEqual(model.known)
          expect(total).toBe(model.known.length)
        }
      } finally {
        database.close()
        fs.rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 25 },
  )
})
