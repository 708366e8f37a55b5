import path from 'node:path'
import type { KeyServices } from '../../doors/key-services.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { Engine } from '../engine/engine.ts'
import type { TarEngine } from '../engine/tar-engine.ts'
import type { FilePhase, FileWork } from '../file/work.ts'
import type { Files } from '../files/files.ts'
import { notedJournal } from '../interrupted/noted-journal.ts'
import { agreedHeaderOf, messageLimitsOf, requiredContextOf } from '../preferences.ts'
import type { JobPreferences } from '../preferences.ts'
import type { Journal } from '../staging/journal.ts'
import { JobKeys } from './job-keys.ts'
import type { Job } from './job.ts'
import type { KeyCalls } from './metered-keyring.ts'
import type { ResultFolderUse } from './result-folder-use.ts'

/** What every job of this process shares. */
export interface JobServices {
  readonly files: Files
  readonly folders: ResultFolderUse
  readonly engine: Engine & TarEngine
  readonly keyServices: KeyServices
  readonly journal: () => Promise<Journal>
  readonly preferences: () => JobPreferences
  readonly mode: number
  /** Folders that are never packed: the profile and the app. */
  readonly protectedFolders: readonly string[]
  /** Moves a file or folder to the system's trash; null where there is none. */
  readonly trash: ((path: string) => Promise<void>) | null
  /** Whether the catalog holds a message of this header hash. */
  readonly isKnownHeader: (headerHash: string) => Promise<boolean>
  /** A staged file was made for a job: by its inode the result is known after a crash. */
  readonly onStaged: (job: Job, inode: bigint) => Promise<void>
}

export interface JobEvents {
  readonly signal: AbortSignal
  readonly onPhase: (phase: FilePhase) => void
  readonly onProgress: (bytesDone: number) => void
  readonly onCalls: (calls: KeyCalls) => void
}

/** One job under way: what each kind of work takes of it. */
export interface JobRun {
  readonly job: Job
  readonly services: JobServices
  readonly keys: JobKeys
  readonly work: JobWork
}

interface JobWork extends FileWork {
  readonly signal: AbortSignal
  readonly journal: Journal
  readonly source: string
  readonly target: string
  readonly ifExists: 'number' | 'refuse'
  readonly requiredContext: EncryptionContext
  /** `OpenHeaderOptions.agreedHeader`, for what opens a message. */
  readonly agreedHeader: string | null
  /** `OpenHeaderOptions.isKnownHeader`. */
  readonly isKnownHeader: (headerHash: string) => Promise<boolean>
}

/** Everything that one job needs. Throws VaultError where the journal of staged files cannot be written. */
export async function beginRun(job: Job, services: JobServices, events: JobEvents): Promise<JobRun> {
  const { source, target } = job.planned
  const { files, engine, mode, keyServices } = services
  const { signal, onPhase, onProgress } = events
  const preferences = services.preferences()
  const journal = notedJournal(await services.journal(), (inode) => services.onStaged(job, inode))
  const asked = {
    limits: messageLimitsOf(preferences),
    agreedHeader: agreedHeaderOf(preferences, job.planned),
    requiredContext: requiredContextOf(preferences),
    isKnownHeader: services.isKnownHeader,
  }
  const place = { source, target: path.join(target.folder, target.name) }
  const { ifExists } = job.batch.options
  const work = { files, engine, mode, journal, signal, onPhase, onProgress, ...asked, ...place, ifExists }
  return { job, services, work, keys: new JobKeys(job, keyServices, events.onCalls) }
}
