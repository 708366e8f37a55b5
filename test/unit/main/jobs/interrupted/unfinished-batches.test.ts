import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { UnfinishedBatches } from '../../../../../src/main/jobs/interrupted/unfinished-batches.ts'
import type { UnfinishedFile } from '../../../../../src/main/jobs/interrupted/unfinished.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { Room, defaultOptions } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const head = (id: string) => ({ id, startedAt: 'now', options: defaultOptions, outputFolder: null })
const journalIn = (room: Room): string => path.join(room.userData, 'unfinished.journal')

function filesOf(room: Room, ...names: readonly string[]): UnfinishedFile[] {
  return names.map((name, index) => ({
    index,
    path: room.path(name),
    inside: '',
    tree: '',
    target: room.path(`${name}.encrypted`),
    inodes: [],
  }))
}

/** What a start after this one finds. */
async function left(room: Room, files: Files = quickFiles): Promise<Record<string, string[]>> {
  const unfinished = new UnfinishedBatches(files, journalIn(room))
  await unfinished.recover()
  return Object.fromEntries(
    unfinished.interrupted.map(({ id, files: open }) => [
      id,
      [...open.values()].map((file) => path.basename(file.path)),
    ]),
  )
}

describe('what was started', () => {
  it('is found by the next start, without what was done, in a file that only its owner reads', async () => {
    using room = new Room()
    const unfinished = new UnfinishedBatches(nodeFiles, journalIn(room))
    await unfinished.begin(head('a'), filesOf(room, 'x', 'y', 'z'), null)
    unfinished.over('a', 1)
    await unfinished.close()
    expect(fs.statSync(journalIn(room)).mode & 0o777).toBe(0o600)
    expect(await left(room)).toEqual({ a: ['x', 'z'] })
    expect(await left(room)).toEqual({ a: ['x', 'z'] })
  })

  it('is removed with its file once the batch ends', async () => {
    using room = new Room()
    const unfinished = new UnfinishedBatches(quickFiles, journalIn(room))
    await unfinished.begin(head('a'), filesOf(room, 'x'), null)
    await unfinished.begin(head('b'), filesOf(room, 'y'), null)
    await unfinished.end('a')
    expect(await left(room)).toEqual({ b: ['y'] })
    await unfinished.end('b')
    expect(fs.readdirSync(room.userData)).toEqual([])
  })

  it('stays until the batch that was planned from it begins, and is gone with that', async () => {
    using room = new Room()
    const first = new UnfinishedBatches(quickFiles, journalIn(room))
    await first.begin(head('a'), filesOf(room, 'x', 'y'), null)
    const second = new UnfinishedBatches(quickFiles, journalIn(room))
    await second.begin(head('b'), filesOf(room, 'y'), 'a')
    expect(second.interrupted).toEqual([])
    expect(await left(room)).toEqual({ b: ['y'] })
  })

  it('is written again as a whole when the file has grown, and stays the same', async () => {
    using room = new Room()
    const unfinished = new UnfinishedBatches(quickFiles, journalIn(room))
    const names = Array.from({ length: 3000 }, (_, index) => `${index}`)
    await unfinished.begin(head('a'), filesOf(room, ...names), null)
    const begun = fs.statSync(journalIn(room)).size
    for (let round = 0; round < 8; round++) {
      const made = names.slice(1).map((_, index) => unfinished.made('a', index + 1, BigInt(index)))
      await Promise.all(made)
      for (const index of names.keys()) unfinished.failed('a', index)
    }
    expect(fs.statSync(journalIn(room)).size).toBeLessThan(5 * Math.max(begun, 1024 * 1024))
    expect((await left(room))['a']).toHaveLength(3000)
  })
})

describe('a result that was published before anybody wrote it down', () => {
  it('is known by the inode of its staged file, also under a numbered name', async () => {
    using room = new Room()
    room.write('x.encrypted', 'somebody’s')
    fs.writeFileSync(room.path('staged'), 'ours')
    const { ino } = fs.statSync(room.path('staged'), { bigint: true })
    fs.linkSync(room.path('staged'), room.path('x (2).encrypted'))
    const unfinished = new UnfinishedBatches(quickFiles, journalIn(room))
    await unfinished.begin(head('a'), filesOf(room, 'x', 'y'), null)
    await unfinished.made('a', 0, ino)
    expect(await left(room)).toEqual({ a: ['y'] })
  })

  it('is not taken for another file of that name, nor once the try that made it failed', async () => {
    using room = new Room()
    room.write('x.encrypted', 'somebody’s')
    const { ino } = fs.statSync(room.path('x.encrypted'), { bigint: true })
    const unfinished = new UnfinishedBatches(quickFiles, journalIn(room))
    await unfinished.begin(head('a'), filesOf(room, 'x'), null)
    expect(await left(room)).toEqual({ a: ['x'] })
    await unfinished.made('a', 0, ino)
    unfinished.failed('a', 0)
    await unfinished.close()
    expect(await left(room)).toEqual({ a: ['x'] })
  })
})

/** Gives the batches that were said to be written. */
async function steps(room: Room, files: Files): Promise<string[]> {
  const unfinished = new UnfinishedBatches(files, journalIn(room))
  const written: string[] = []
  const begin = (id: string, ...names: string[]): Promise<void> =>
    unfinished.begin(head(id), filesOf(room, ...names), null).then(
      () => void written.push(id),
      () => {},
    )
  await begin('a', 'x')
  await begin('b', 'y', 'z')
  await unfinished.end('a').catch(() => {})
  unfinished.over('b', 0)
  await begin('c', 'w')
  await unfinished.close().catch(() => {})
  return written
}
it('every operation on the file may fail once: what was said to be written is found', async () => {
  using whole = new Room()
  const counted = faultyFiles(quickFiles, () => undefined)
  expect(await steps(whole, counted)).toEqual(['a', 'b', 'c'])
  expect(await left(whole)).toEqual({ b: ['z'], c: ['w'] })
  expect(counted.operations.length).toBeGreaterThan(8)
  for (let at = 0; at < counted.operations.length; at++) {
    using room = new Room()
    const files = faultyFiles(quickFiles, ({ index }) =>
      index === at ? { kind: 'error', errno: 'EIO' } : undefined,
    )
    const written = await steps(room, files)
    const found = await left(room)
    for (const id of written.filter((each) => each !== 'a')) expect(found, `at ${at}`).toHaveProperty(id)
  }
})
