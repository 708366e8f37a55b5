import path from 'node:path'
import type { PublishedFile } from '../file/work.ts'
import { errnoOf } from '../files/file-error.ts'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { noteOf } from './job-note.ts'
import type { JobResult } from './job.ts'
import type { JobRun } from './job-run.ts'
import { takeName } from './take-name.ts'

/** A result that was published, and whether it was read back through every door. */
interface Outcome extends PublishedFile {
  readonly verified: boolean
}

type PutAway = Pick<JobResult, 'path' | 'original' | 'note'>

/**
 * Moves the source to the trash where that was chosen: only after the result is durable, not after any other outcome of
 * publishing, and was read back through every door, and only where the source is as it was. Then the new message of a
 * move takes its name. Nothing is lost whatever fails here: the source stays, or the result has another name. Never
 * throws. DESIGN.md section 4, promise 1.
 */
export async function putAwayOriginal(
  run: JobRun,
  done: Outcome,
  isAsItWas: () => Promise<boolean>,
): Promise<PutAway> {
  const { job, work } = run
  const kept = { path: done.path, original: 'kept', note: noteOf(done) } as const
  if (job.batch.options.original !== 'trash' || done.durability !== 'durable') return kept
  if (!done.verified || !(await trashed(run, isAsItWas))) return { ...kept, note: 'originalNotTrashed' }
  if (!job.planned.replaces) return { ...kept, original: 'trashed' }
  const wanted = path.join(path.dirname(done.path), path.basename(work.source))
  return (await takeName(work, done.path, wanted))
    ? { path: wanted, original: 'replaced', note: noteOf(done) }
    : { path: done.path, original: 'trashed', note: 'nameNotTaken' }
}

/** Whoever cancels after the result was published keeps the original as well. */
async function trashed({ services, work }: JobRun, isAsItWas: () => Promise<boolean>): Promise<boolean> {
  const { trash } = services
  const { files, source } = work
  try {
    const before = await lookAt(files, source)
    if (trash === null || work.signal.aborted || !(await isAsItWas())) return false
    await trash(source)
    // The system's word alone is not enough.
    return await isGone(files, source, before)
  } catch {
    return false
  }
}

interface Look {
  readonly file: FileFacts
  readonly folder: FileFacts
}

async function lookAt(files: Files, source: string): Promise<Look> {
  return { file: await files.inspect(source), folder: await files.inspect(path.dirname(source)) }
}

/** The name leads nowhere, or to another file: no other error tells. Where the disk went, every name of it leads nowhere. */
async function isGone(files: Files, source: string, before: Look): Promise<boolean> {
  try {
    return !isSameFile(await files.inspect(source), before.file)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return isSameFile(await files.inspect(path.dirname(source)), before.folder)
  }
}
