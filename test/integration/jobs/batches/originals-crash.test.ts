import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { PlanOptions } from '../../../../src/shared/model/plan.ts'
import { faultyFiles } from '../../../support/faulty-files.ts'
import { memoryKeyServices } from '../../../support/memory-key-services.ts'
import type { MemoryKeyServices } from '../../../support/memory-key-services.ts'
import { Room, bytes, jobsIn, run, runPlan, sha256 } from '../../../support/jobs-room.ts'
import { quickFiles } from '../../../support/quick-files.ts'

const moving: Partial<PlanOptions> = {
  intent: 'move',
  doors: [{ service: 'local', keyId: 'key-2' }],
  original: 'trash',
}
const plain = bytes(3000)

/** A message `a.encrypted` of `plain`, as bytes. */
async function message(keys: MemoryKeyServices): Promise<Buffer> {
  using room = new Room()
  await run(jobsIn(room, { keys }).jobs, [room.write('a', plain)])
  return fs.readFileSync(room.path('a.encrypted'))
}

/** Moves the message, with the process as good as dead from file operation `at` on, the trash included. */
async function moveUntil(room: Room, keys: MemoryKeyServices, at: number) {
  const files = faultyFiles(quickFiles, ({ index }) =>
    index >= at ? { kind: 'error', errno: 'EIO' } : undefined,
  )
  const trash = async (file: string): Promise<void> => {
    if (files.operations.length > at) throw new Error('dead')
    fs.renameSync(file, path.join(room.root, 'trash', path.basename(file)))
  }
  const { jobs } = jobsIn(room, { keys, files, trash })
  await run(jobs, [room.path('a.encrypted')], moving)
  const { operations } = files
  // What it holds open is let go; it can write nothing any more.
  await jobs.shutDown().catch(() => {})
  return operations
}

async function opens(room: Room, keys: MemoryKeyServices, file: string): Promise<boolean> {
  const folder = fs.mkdtempSync(path.join(room.root, 'out-'))
  fs.copyFileSync(file, path.join(folder, 'a.encrypted'))
  const [row] = await run(jobsIn(room, { keys }).jobs, [path.join(folder, 'a.encrypted')])
  return row?.phase === 'done' && plain.equals(fs.readFileSync(path.join(folder, 'a')))
}

function roomWith(content: Uint8Array): Room {
  const room = new Room()
  fs.mkdirSync(path.join(room.root, 'trash'))
  room.write('a.encrypted', content)
  return room
}

it('a crash at any step of putting the old message of a move away loses nothing, and offers nothing that is done', async () => {
  const keys = memoryKeyServices()
  const content = await message(keys)
  using whole = roomWith(content)
  const counted = await moveUntil(whole, keys, Infinity)
  const linkAt = counted.findIndex(({ operation }) => operation === 'link')
  expect(linkAt).toBeGreaterThan(0)
  const states = new Set<string>()
  for (let at = linkAt; at < counted.length; at++) {
    using room = roomWith(content)
    await moveUntil(room, keys, at)
    const where = `${counted[at]?.operation} at ${at}`
    const { jobs } = jobsIn(room, { keys, trash: async () => {} })
    await jobs.recoverStaged()
    const names = room.names()
    const messages = names.map((name) => ({ name, isOld: sha256(room.path(name)) === sha256Of(content) }))
    const isTrashed = fs.existsSync(path.join(room.root, 'trash', 'a.encrypted'))
    const isOldThere = messages.some(({ name, isOld }) => name === 'a.encrypted' && isOld)
    expect(isTrashed, where).toBe(!isOldThere)
    const results = messages.filter(({ isOld }) => !isOld)
    for (const { name } of results) expect(await opens(room, keys, room.path(name)), where).toBe(true)
    // The only other copy lies in the trash.
    if (isTrashed) expect(results.length, where).toBeGreaterThan(0)
    const [left] = jobs.snapshot().interrupted
    expect(left === undefined, where).toBe(results.length > 0)
    if (left !== undefined) {
      const rows = await runPlan(jobs, await jobs.planInterrupted(left.id))
      expect(rows, where).toMatchObject([{ phase: 'done' }])
    }
    states.add(`${isTrashed ? 'trashed' : 'kept'} ${results.map(({ name }) => name).join(', ')}`)
    await jobs.shutDown()
  }
  // Each window was met: before and after the result, after the trash, with both names and with the wanted one.
  expect([...states].sort()).toEqual([
    'kept ',
    'kept a (2).encrypted',
    'trashed a (2).encrypted',
    'trashed a (2).encrypted, a.encrypted',
    'trashed a.encrypted',
  ])
}, 60_000)

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
