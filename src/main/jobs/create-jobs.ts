import os from 'node:os'
import path from 'node:path'
import { mostPathsInCall } from '../../shared/call-names.ts'
import type { FileRecord } from '../../shared/model/file-record.ts'
import type { KeyServices } from '../doors/key-services.ts'
import { askAhead } from './batches/ask-ahead.ts'
import type { Jobs } from './batches/jobs.ts'
import { JobsService } from './batches/jobs-service.ts'
import { ResultFolderUse } from './batches/result-folder-use.ts'
import type { JobServices } from './batches/job-run.ts'
import { runJob } from './batches/run-job.ts'
import { UnfinishedWork } from './batches/unfinished-work.ts'
import { workerEngine } from './engine/worker-engine.ts'
import type { WorkerEngine } from './engine/worker-engine.ts'
import type { Files } from './files/files.ts'
import { nodeFiles } from './files/node-files.ts'
import { sharedFolderFlushes } from './files/shared-folder-flushes.ts'
import { UnfinishedBatches } from './interrupted/unfinished-batches.ts'
import { Planner } from './plan/planner.ts'
import { defaultPreferences } from './preferences.ts'
import type { JobPreferences } from './preferences.ts'
import { noSignIns } from './sign-in/sign-ins.ts'
import type { SignIns } from './sign-in/sign-ins.ts'
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
  /** Large files at once, at most the machine's cores. */
  readonly parallel?: number
  /** Small files at once. They mostly wait for keys and flushes. */
  readonly small?: number
  readonly maxFiles?: number
  /** Rows of finished jobs that are kept until they are cleared. */
  readonly mostFinished?: number
  /** What the settings say now. Default: the settings that nobody changed. */
  readonly preferences?: () => JobPreferences
  /** Moves a file or folder to the system's trash. Default: none, so an original stays and its row says so. */
  readonly trash?: (path: string) => Promise<void>
  /** Told of every job that was begun and ended, for the catalog. Not waited for. */
  readonly record?: (entry: FileRecord) => void
  /** Whether the catalog holds a message of this header hash. Default: it knows none. */
  readonly isKnownHeader?: (headerHash: string) => Promise<boolean>
  /** Tells when a person signed in. Default: nobody does, and files that wait are tried again by hand. */
  readonly signIns?: SignIns
  readonly now?: () => Date
  /** Runs a job so that the keystore knows what is asked for it. Default: nobody asks who asks. */
  readonly forFile?: <T>(run: () => T) => T
}

const mostFilesInPlan = mostPathsInCall - 1
const mostFinished = 5000
const smallAtOnce = 64

/** The jobs of one profile, idle: nothing is read or written before the first call. */
export function createJobs(options: CreateJobsOptions): Jobs {
  const { keyServices, homeFolder } = options
  const files = sharedFolderFlushes(options.files ?? nodeFiles)
  const preferences = options.preferences ?? (() => defaultPreferences)
  const forFile = options.forFile ?? ((run) => run())
  const engine = options.engine ?? workerEngine(options.workerUrl)
  const journal = new StagingJournal(files, path.join(options.userData, 'staged.journal'))
  const unfinished = new UnfinishedBatches(files, path.join(options.userData, 'unfinished.journal'))
  const cores = os.availableParallelism()
  const protectedFolders = [options.userData, options.appFolder]
  // Read once, here: asking changes the mask of the whole process for a moment.
  const mode = 0o666 & ~process.umask()
  const planner = new Planner({
    files,
    keyServices,
    homeFolder,
    platform: process.platform,
    protectedFolders,
    preferences,
    maxFiles: options.maxFiles ?? mostFilesInPlan,
  })
  const work = new UnfinishedWork(unfinished, planner)
  const services: JobServices = {
    files,
    folders: new ResultFolderUse(files),
    engine,
    keyServices,
    journal: () => journal.journal(),
    preferences,
    mode,
    protectedFolders,
    trash: options.trash ?? null,
    isKnownHeader: options.isKnownHeader ?? (async () => false),
    onStaged: (job, inode) => work.staged(job, inode),
  }
  return new JobsService({
    planner,
    engine,
    journal,
    unfinished: work,
    run: (job, events) => forFile(() => runJob(job, services, events)),
    slowedTo: () => keyServices.slowedTo(),
    askAhead: (job, onCalls) => askAhead(job, services, onCalls),
    lanes: {
      large: Math.max(1, Math.min(options.parallel ?? cores, cores)),
      small: options.small ?? smallAtOnce,
    },
    homeFolder,
    signIns: options.signIns ?? noSignIns,
    now: options.now ?? (() => new Date()),
    mostFinished: options.mostFinished ?? mostFinished,
    record: options.record ?? (() => {}),
  })
}
