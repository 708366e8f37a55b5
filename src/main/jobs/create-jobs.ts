import os from 'node:os'
import path from 'node:path'
import { mostPathsInCall } from '../../shared/call-names.ts'
import type { KeyServices } from '../doors/key-services.ts'
import type { Jobs } from './batches/jobs.ts'
import { JobsService } from './batches/jobs-service.ts'
import { ResultFolderUse } from './batches/result-folder-use.ts'
import { runJob } from './batches/run-job.ts'
import { workerEngine } from './engine/worker-engine.ts'
import type { WorkerEngine } from './engine/worker-engine.ts'
import type { Files } from './files/files.ts'
import { nodeFiles } from './files/node-files.ts'
import { Planner } from './plan/planner.ts'
import { defaultPreferences } from './preferences.ts'
import type { JobPreferences } from './preferences.ts'
import { StagingJournal } from './staging/staging-journal.ts'

export interface CreateJobsOptions {
  readonly keyServices: KeyServices
  /** The profile. The journal of staged files lives here, and no job touches anything in it. */
  readonly userData: string
  /** Where the app itself lies; no job touches anything in it. */
  readonly appFolder: string
  readonly homeFolder: string
  /** The crypto worker: `engine/worker.ts` from source, the built `engine-worker.js` in the app. */
  readonly workerUrl: URL
  readonly files?: Files
  /** Instead of workers of `workerUrl`. */
  readonly engine?: WorkerEngine
  /** Files at once, at most the machine's cores. */
  readonly parallel?: number
  readonly maxFiles?: number
  /** Rows of finished jobs that are kept until they are cleared. */
  readonly mostFinished?: number
  /** What the settings say now. Default: the settings that nobody changed. */
  readonly preferences?: () => JobPreferences
  readonly now?: () => Date
}

const mostFilesInPlan = mostPathsInCall - 1
const mostFinished = 5000

/** The jobs of one profile, idle: nothing is read or written before the first call. */
export function createJobs(options: CreateJobsOptions): Jobs {
  const { keyServices, homeFolder, files = nodeFiles } = options
  const preferences = options.preferences ?? (() => defaultPreferences)
  const engine = options.engine ?? workerEngine(options.workerUrl)
  const journal = new StagingJournal(files, path.join(options.userData, 'staged.journal'))
  const cores = os.availableParallelism()
  // Read once, here: asking changes the mask of the whole process for a moment.
  const mode = 0o666 & ~process.umask()
  const folders = new ResultFolderUse(files)
  const services = {
    files,
    folders,
    engine,
    keyServices,
    journal: () => journal.journal(),
    preferences,
    mode,
  }
  return new JobsService({
    planner: new Planner({
      files,
      keyServices,
      homeFolder,
      platform: process.platform,
      protectedFolders: [options.userData, options.appFolder],
      preferences,
      maxFiles: options.maxFiles ?? mostFilesInPlan,
    }),
    engine,
    journal,
    run: (job, events) => runJob(job, services, events),
    parallel: Math.max(1, Math.min(options.parallel ?? cores, cores)),
    homeFolder,
    now: options.now ?? (() => new Date()),
    mostFinished: options.mostFinished ?? mostFinished,
  })
}
