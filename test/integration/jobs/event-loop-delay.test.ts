import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createCatalog } from '../../../src/main/catalog/create-catalog.ts'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { burn, eventLoopDelay } from '../../support/event-loop-delay.ts'
import type { EventLoopDelay, Lateness } from '../../support/event-loop-delay.ts'
import { fixedKeyServices } from '../../support/fixed-key-services.ts'
import { Room, defaultOptions, jobsIn, workerUrl } from '../../support/jobs-room.ts'

const gibibyte = 1024 ** 3
const aimMs = 20
const catalogUrl = new URL('../../../src/main/catalog/catalog-worker.ts', import.meta.url)

/**
 * One file through all that the app has around its workers: the journals, the progress and its news, the catalog. Measured
 * from the start of the batch to its end.
 */
async function delayDuring(room: Room, source: string): Promise<EventLoopDelay> {
  const catalog = createCatalog({
    path: path.join(room.userData, 'files.db'),
    workerUrl: catalogUrl,
    choices: () => ({ keep: true, keepPaths: true }),
  })
  const { jobs } = jobsIn(room, {
    files: nodeFiles,
    engine: workerEngine(workerUrl),
    keyServices: fixedKeyServices(),
    record: (entry) => catalog.record(entry),
  })
  let news = 0
  jobs.onChange((told) => (news += JSON.stringify(told).length))
  const plan = await jobs.plan([source], defaultOptions)
  const isOver = (): boolean =>
    jobs.snapshot().rows.every(({ phase }) => phase === 'done' || phase === 'failed')
  const delay = await eventLoopDelay(async () => {
    jobs.start(plan.id)
    while (!isOver()) await pause(100)
  })
  expect(jobs.snapshot().rows).toMatchObject([{ phase: 'done' }])
  expect(news).toBeGreaterThan(0)
  await jobs.shutDown()
  await catalog.close()
  return delay
}

const shown = ({ p99, longest }: Lateness): string =>
  `p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`

/**
 * Whether this thread came in time; or, on a machine that lets it wait for a processor, whether it would have: then it is
 * judged by what it did itself, or where the system does not tell that, by the same load of nothing.
 */
async function isResponsive(what: string, delay: EventLoopDelay): Promise<boolean> {
  const own = delay.own === null ? '' : `; without waiting for a processor: ${shown(delay.own)}`
  console.log(`${what}: ${delay.seconds.toFixed(1)} s, ${shown(delay)}${own}`)
  if (delay.p99 < aimMs) return true
  if (delay.own !== null) return delay.own.p99 < aimMs
  const nothing = await eventLoopDelay(() => burn({ threads: os.availableParallelism(), seconds: 10 }))
  console.log(`as many threads with nothing to do: ${shown(nothing)}`)
  return delay.p99 < 3 * nothing.p99
}

function sparse(room: Room, bytes: number): string {
  const file = room.write('a.bin', '')
  fs.truncateSync(file, bytes)
  return file
}

function noRoomFor(room: Room, bytes: number): string | null {
  const { bavail, bsize } = fs.statfsSync(room.work)
  return bavail * bsize > bytes ? null : `the disk of temporary files has no ${bytes / gibibyte} GiB free`
}

describe('the main thread', () => {
  it('is late by less than 20 ms at p99 while a batch encrypts a file of 4 GiB', async ({ skip }) => {
    using room = new Room()
    const reason = noRoomFor(room, 6 * gibibyte)
    skip(reason !== null, reason ?? '')
    const delay = await delayDuring(room, sparse(room, 4 * gibibyte))
    expect(await isResponsive('encrypting 4 GiB', delay)).toBe(true)
  }, 300_000)

  it('and while one opens a message of 1 GiB', async ({ skip }) => {
    using room = new Room()
    const reason = noRoomFor(room, 3 * gibibyte)
    skip(reason !== null, reason ?? '')
    const source = sparse(room, gibibyte)
    await delayDuring(room, source)
    fs.rmSync(source)
    const delay = await delayDuring(room, `${source}.encrypted`)
    expect(await isResponsive('opening 1 GiB', delay)).toBe(true)
  }, 300_000)
})
