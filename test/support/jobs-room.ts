import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createHash, randomBytes } from 'node:crypto'
import type { CreateJobsOptions } from '../../src/main/jobs/create-jobs.ts'
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import type { Jobs } from '../../src/main/jobs/batches/jobs.ts'
import { tarThreadEngine } from '../../src/main/jobs/engine/tar-thread-engine.ts'
import { threadEngine } from '../../src/main/jobs/engine/thread-engine.ts'
import type { WorkerEngine } from '../../src/main/jobs/engine/worker-engine.ts'
import type { JobRow } from '../../src/shared/model/job.ts'
import type { Plan, PlanOptions } from '../../src/shared/model/plan.ts'
import { defaultPlanOptions } from './default-plan-options.ts'
import { memoryKeyServices } from './memory-key-services.ts'
import type { MemoryKeyServices } from './memory-key-services.ts'
import { quickFiles } from './quick-files.ts'

/** The worker's entry, run from source by Node itself. */
export const workerUrl = new URL('../../src/main/jobs/engine/worker.ts', import.meta.url)

/** The calling thread's engine in the shape of the pool. */
export const sameThread: WorkerEngine = {
  ...threadEngine,
  ...tarThreadEngine(quickFiles),
  close: () => Promise.resolve(),
}

/** A folder under the system's temporary one, removed on dispose. */
export class Room {
  readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'keyhold-jobs-'))
  readonly work = path.join(this.root, 'work')
  readonly userData = path.join(this.root, 'profile')
  readonly appFolder = path.join(this.root, 'app')

  constructor() {
    for (const folder of [this.work, this.userData, this.appFolder]) fs.mkdirSync(folder)
  }

  /** Writes a file in the work folder and returns its path. */
  write(name: string, content: Uint8Array | string): string {
    const file = path.join(this.work, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, content)
    return file
  }

  path(name: string): string {
    return path.join(this.work, name)
  }

  /** Everything in the work folder, folders left out, sorted. */
  names(): string[] {
    const entries = fs.readdirSync(this.work, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(this.work, path.join(entry.parentPath, entry.name)))
      .sort()
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.root, { recursive: true, force: true })
  }
}

export function bytes(length: number): Buffer {
  return randomBytes(length)
}

export function sha256(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex')
}

export const localDoor = { service: 'local', keyId: 'key-1' } as const

export const defaultOptions: PlanOptions = { ...defaultPlanOptions, doors: [localDoor] }

export interface JobsRoom {
  readonly jobs: Jobs
  readonly keys: MemoryKeyServices
}

/** Jobs over a room, with keys in memory and the engine of this thread. */
export function jobsIn(
  room: Room,
  options: Partial<CreateJobsOptions> & { keys?: MemoryKeyServices } = {},
): JobsRoom {
  const keys = options.keys ?? memoryKeyServices()
  const jobs = createJobs({
    keyServices: keys,
    userData: room.userData,
    appFolder: room.appFolder,
    homeFolder: room.root,
    workerUrl,
    engine: sameThread,
    files: quickFiles,
    ...options,
  })
  return { jobs, keys }
}

/** Waits until `until` holds of the snapshot's rows; fails after fifty seconds, before the test would. */
export async function untilRows(
  jobs: Jobs,
  until: (rows: readonly JobRow[]) => boolean,
): Promise<readonly JobRow[]> {
  const deadline = Date.now() + 50_000
  for (;;) {
    const { rows } = jobs.snapshot()
    if (until(rows)) return rows
    if (Date.now() > deadline)
      throw new Error(`rows did not get there: ${[...new Set(rows.map((row) => row.phase))].join()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const isOver = (row: JobRow): boolean => ['done', 'failed', 'cancelled'].includes(row.phase)

/** Starts a plan and waits for its end; the rows in the order of the plan. */
export async function runPlan(jobs: Jobs, plan: Plan): Promise<readonly JobRow[]> {
  const { batchId } = jobs.start(plan.id)
  const rows = await untilRows(jobs, (all) => all.filter((row) => row.batchId === batchId).every(isOver))
  return rows.filter((row) => row.batchId === batchId)
}

/** Plans and runs paths in one go. */
export async function run(
  jobs: Jobs,
  paths: readonly string[],
  options: Partial<PlanOptions> = {},
): Promise<readonly JobRow[]> {
  return runPlan(jobs, await jobs.plan(paths, { ...defaultOptions, ...options }))
}
