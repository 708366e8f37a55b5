import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { mapConcurrently } from '../../../src/main/jobs/plan/map-concurrently.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { Room } from '../../support/jobs-room.ts'
import { works } from '../../support/file-works.ts'
import type { Work } from '../../support/file-works.ts'
import { runKilled } from '../../support/killed-work.ts'
import type { ChildRun, KillAt } from '../../support/killed-work.ts'
import { factsOfSource, workCases } from '../../support/work-cases.ts'

/** Processes at once: each is mostly its own start. */
const atOnce = 3
let kills = 0

/** One killed run, the next start, and what has to hold then. */
async function killOnce(work: Work, kill: KillAt): Promise<ChildRun> {
  using room = new Room()
  const { source, target, prepare, isWhole } = workCases[work]
  prepare(room)
  const before = factsOfSource(room.path(source))
  const run = await runKilled(room, work, kill)
  if (run.wasKilled) kills += 1
  await new StagingJournal(nodeFiles, path.join(room.userData, 'journal')).recover()
  const at = `${work}, killed at ${JSON.stringify(kill)}`
  expect(factsOfSource(room.path(source)) === before, `the source is untouched: ${at}`).toBe(true)
  const left = fs.readdirSync(room.work).filter((name) => name !== source)
  expect(
    left.every((name) => name === target),
    `nothing staged is left: ${left.join()}: ${at}`,
  ).toBe(true)
  if (left.length > 0) expect(await isWhole(room, room.path(target)), `whole: ${at}`).toBe(true)
  if (!run.wasKilled) expect(left, `a run to its end has a result: ${at}`).toEqual([target])
  return run
}

describe.each(works)('kill -9 during %s', (work) => {
  it('before any one file operation leaves a whole result or none, and nothing staged after the next start', async () => {
    const { operations } = await killOnce(work, {})
    expect(operations).toBeGreaterThan(20)
    const all = Array.from({ length: operations }, (_, operation) => operation)
    const runs = await mapConcurrently(all, atOnce, (operation) => killOnce(work, { operation }))
    expect(runs.filter(({ wasKilled }) => !wasKilled)).toEqual([])
  }, 600_000)

  it('at any time does so too', async () => {
    const times = Array.from({ length: 8 }, () => Math.random() * 120)
    await mapConcurrently(times, atOnce, (afterMs) => killOnce(work, { afterMs }))
  }, 600_000)
})

describe('all of it', () => {
  it('was at least two hundred kills', () => {
    expect(kills).toBeGreaterThanOrEqual(200)
  })
})
