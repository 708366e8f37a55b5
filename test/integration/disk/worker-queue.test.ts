import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PassControl } from '../../../src/main/jobs/engine/engine.ts'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import type { WorkerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import type { JobRow } from '../../../src/shared/model/job.ts'
import type { PlanOptions } from '../../../src/shared/model/plan.ts'
import { doWork, works } from '../../support/file-works.ts'
import type { Work } from '../../support/file-works.ts'
import { fixedKeyServices } from '../../support/fixed-key-services.ts'
import { Room, bytes, jobsIn, run, workerUrl } from '../../support/jobs-room.ts'
import { RealDisk, powerCutImpossible } from '../../support/real-disk.ts'
import { factsOfSource, workCases } from '../../support/work-cases.ts'

const mebibyte = 1024 * 1024
// Long enough that the mishap comes while workers are at it.
const mebibytes = 64

const optionsOf: Readonly<Record<Work, Partial<PlanOptions>>> = {
  encrypt: {},
  decrypt: {},
  move: { intent: 'move' },
  pack: { folders: 'oneFile' },
  unpack: {},
}

/** What befalls a disk, made ready before the work begins so that it comes at once. */
type Mishap = (disk: RealDisk) => Promise<() => void>
interface Case {
  readonly name: string
  readonly mishap: Mishap
  readonly codes: RegExp
}
const mishaps: Case[] = [
  { name: 'becomes full', mishap: async (disk) => () => disk.fill(), codes: /^DISK_FULL$/ },
  {
    name: 'is pulled',
    mishap: async (disk) => () => disk.pull(),
    codes: /^(FILE_NOT_FOUND|DISK_FAILED|FOLDER_NOT_WRITABLE)$/,
  },
  {
    name: 'loses its power',
    mishap: (disk) => disk.armPowerCut(),
    codes: /^(DISK_FAILED|FOLDER_NOT_WRITABLE)$/,
  },
]

let sources: Room

/** Makes one large source of each kind, under the names of `workCases`. */
async function makeSources(): Promise<void> {
  const content = bytes(mebibytes * mebibyte)
  sources.write('a.bin', content)
  for (let at = 0; at < mebibytes; at += 1) {
    sources.write(`top/${at}.bin`, content.subarray(at * mebibyte, (at + 1) * mebibyte))
  }
  const make = (work: Work, source: string): Promise<unknown> => {
    const { target } = workCases[work]
    return doWork(work, { files: nodeFiles, source: sources.path(source), target: sources.path(target) })
  }
  await make('encrypt', 'a.bin')
  await make('pack', 'top')
}

/** `engine`, with something that happens once, when a pass has done its first step. */
function interrupted(engine: WorkerEngine, happen: () => void): WorkerEngine {
  let isDue = true
  const watched = (control: PassControl): PassControl => ({
    ...control,
    onProgress: (bytesDone) => {
      if (isDue) happen()
      isDue = false
      control.onProgress(bytesDone)
    },
  })
  return {
    ...engine,
    seal: (task, control) => engine.seal(task, watched(control)),
    open: (task, control) => engine.open(task, watched(control)),
    move: (task, control) => engine.move(task, watched(control)),
    pack: (task, control) => engine.pack(task, watched(control)),
    unpack: (task, control) => engine.unpack(task, watched(control)),
  }
}

interface Ended {
  readonly struck: JobRow | undefined
  readonly other: JobRow | undefined
}

/** One file on a disk that the mishap befalls while workers are at it, then one elsewhere; and what must hold after it. */
async function strike(work: Work, mishap: Mishap): Promise<Ended> {
  using room = new Room()
  const { source, prepare } = workCases[work]
  const mounted = room.path('struck')
  fs.mkdirSync(mounted)
  const disk = new RealDisk(mounted, path.join(room.root, 'disk.image'), 4 * mebibytes)
  try {
    const onDisk = path.join(mounted, source)
    fs.cpSync(sources.path(source), onDisk, { recursive: true })
    prepare(room)
    disk.flush()
    const before = factsOfSource(onDisk)
    const engine = interrupted(workerEngine(workerUrl), await mishap(disk))
    const { jobs } = jobsIn(room, { files: nodeFiles, engine, parallel: 1, keyServices: fixedKeyServices() })
    const [struck, other] = await run(jobs, [onDisk, room.path(source)], optionsOf[work])
    await jobs.shutDown()

    await disk.comeBack()
    const next = jobsIn(room, { files: nodeFiles, keyServices: fixedKeyServices() }).jobs
    expect(await next.recoverStaged()).toMatchObject({ remaining: [] })
    await next.shutDown()
    fs.rmSync(path.join(mounted, 'filler'), { force: true })
    const left = fs.readdirSync(mounted)
    if (struck?.phase === 'failed') expect(left, 'nothing is left').toEqual([source])
    expect(factsOfSource(onDisk) === before, 'the source is untouched').toBe(true)
    return { struck, other }
  } finally {
    disk.remove()
  }
}

beforeAll(async () => {
  sources = new Room()
  await makeSources()
}, 120_000)
afterAll(() => sources[Symbol.dispose]())

describe.each(works)('a queue that runs %s on worker threads', (work) => {
  it.for(mishaps)(
    'goes on with other disks when one $name',
    { timeout: 240_000 },
    async ({ mishap, codes }, { skip }) => {
      const reason = powerCutImpossible()
      skip(reason !== null, reason ?? '')
      let ended = await strike(work, mishap)
      // A machine that did the whole file before the mishap came to it has shown nothing yet.
      for (let again = 0; again < 4 && ended.struck?.phase === 'done'; again += 1)
        ended = await strike(work, mishap)
      const { struck, other } = ended
      expect(struck).toMatchObject({ phase: 'failed' })
      expect(struck?.problem?.code).toMatch(codes)
      expect(struck?.problem?.facts['operation']).toBeTypeOf('string')
      expect(other).toMatchObject({ phase: 'done' })
    },
  )
})
