import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { fixedKeyServices } from '../../support/fixed-key-services.ts'
import { Room, jobsIn, run, runPlan } from '../../support/jobs-room.ts'

const child = path.join(import.meta.dirname, '../../support/self-killing-batch-child.ts')
const sources = Array.from({ length: 24 }, (_, index) => `file ${index}`)
const messages = sources.map((name) => `${name}.encrypted`)

interface Kill {
  readonly at?: number
  readonly afterMs?: number
}

/** Runs the batch until it ends, kills itself, or is killed so long after it began. Gives its operations, if it ended. */
async function runChild(room: Room, { at = -1, afterMs }: Kill): Promise<number | null> {
  const running = spawn(process.execPath, [child, room.root, String(at)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  running.stdout.on('data', (text: Buffer) => {
    printed += text.toString()
    if (afterMs !== undefined && printed.startsWith('begun'))
      setTimeout(() => running.kill('SIGKILL'), afterMs)
  })
  await new Promise((resolve) => running.once('close', resolve))
  const [, operations] = printed.split('\n')
  return operations === undefined || operations === '' ? null : Number(operations)
}

/** A batch that is killed, the next start, its offer taken up: every file has one result that opens, none has two. */
async function killOnce(kill: Kill): Promise<number | null> {
  using room = new Room()
  for (const name of sources) room.write(name, name)
  const operations = await runChild(room, kill)
  const where = JSON.stringify(kill)
  const options = { keyServices: fixedKeyServices(), files: nodeFiles }
  const { jobs } = jobsIn(room, options)
  await jobs.recoverStaged()
  const done = new Set(room.names().filter((name) => !sources.includes(name)))
  const [left] = jobs.snapshot().interrupted
  if (left === undefined) {
    // Ended, or killed before anything of it was begun.
    expect([0, messages.length], where).toContain(done.size)
    await jobs.shutDown()
    return operations
  }
  expect(left.files, where).toBe(sources.length - done.size)
  const plan = await jobs.planInterrupted(left.id)
  expect(
    plan.items.map(({ name }) => name).filter((name) => done.has(`${name}.encrypted`)),
    where,
  ).toEqual([])
  const rows = await runPlan(jobs, plan)
  expect(
    rows.every(({ phase }) => phase === 'done'),
    where,
  ).toBe(true)
  expect(
    room
      .names()
      .filter((name) => !sources.includes(name))
      .sort(),
    where,
  ).toEqual(messages.toSorted())
  for (const name of sources) fs.rmSync(room.path(name))
  await run(
    jobs,
    messages.map((name) => room.path(name)),
  )
  for (const name of sources) expect(fs.readFileSync(room.path(name), 'utf8'), where).toBe(name)
  await jobs.shutDown()
  expect(fs.readdirSync(room.userData), where).not.toContain('unfinished.journal')
  return null
}

it('a batch that is killed before any of its file operations goes on at the next start', async () => {
  const operations = await killOnce({})
  expect(operations).toBeGreaterThan(sources.length * 10)
  const kills = 14
  for (let round = 0; round < kills; round++)
    await killOnce({ at: Math.floor(((round + Math.random()) * (operations ?? 0)) / kills) })
}, 300_000)

it('a batch that is killed at any time goes on at the next start', async () => {
  for (let round = 0; round < 5; round++) await killOnce({ afterMs: Math.random() * 150 })
}, 300_000)
