import fs from 'node:fs'
import path from 'node:path'
import type { CreateJobsOptions } from '../../src/main/jobs/create-jobs.ts'
import type { JobRow } from '../../src/shared/model/job.ts'
import type { PlanOptions } from '../../src/shared/model/plan.ts'
import { bytes, jobsIn, type Room, run, sha256 } from './jobs-room.ts'
import type { MemoryKeyServices } from './memory-key-services.ts'

const otherDoor = { service: 'local', keyId: 'key-2' } as const

/** Moves a message under the second key, and its original to the trash. */
export const moving: Partial<PlanOptions> = { intent: 'move', doors: [otherDoor], original: 'trash' }

/** A trash that is a folder, and what was put into it. */
export function trashIn(room: Room) {
  const folder = path.join(room.root, 'trash')
  fs.mkdirSync(folder, { recursive: true })
  const trash = async (file: string): Promise<void> => {
    fs.renameSync(file, path.join(folder, path.basename(file)))
  }
  return { trash, content: (): string[] => fs.readdirSync(folder) }
}

/** Runs one path with a trash; gives its row. */
export async function one(
  room: Room,
  file: string,
  options: Partial<PlanOptions> & { jobs?: Partial<CreateJobsOptions> & { keys?: MemoryKeyServices } } = {},
): Promise<JobRow | undefined> {
  const { jobs: more, ...chosen } = options
  const { jobs } = jobsIn(room, { trash: trashIn(room).trash, ...more })
  const [row] = await run(jobs, [file], chosen)
  return row
}

/** A message `a.encrypted` under the first key, alone in the work folder. */
export async function message(room: Room, keys: MemoryKeyServices): Promise<string> {
  await one(room, room.write('a', bytes(3000)), { jobs: { keys } })
  fs.renameSync(room.path('a'), path.join(room.root, 'plain'))
  return room.path('a.encrypted')
}

/** Whether a message opens to what `message` made it of. */
export async function opensAs(room: Room, keys: MemoryKeyServices, file: string): Promise<boolean> {
  const out = path.join(room.root, `out-${Math.random()}`)
  fs.mkdirSync(out)
  fs.copyFileSync(file, path.join(out, 'a.encrypted'))
  const row = await one(room, path.join(out, 'a.encrypted'), { jobs: { keys } })
  return row?.phase === 'done' && sha256(path.join(out, 'a')) === sha256(path.join(room.root, 'plain'))
}
