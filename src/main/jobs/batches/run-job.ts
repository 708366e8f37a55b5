import path from 'node:path'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import { sameBytes } from '../../message/bytes.ts'
import type { Engine } from '../engine/engine.ts'
import { decryptFile } from '../file/decrypt-file.ts'
import { encryptFile } from '../file/encrypt-file.ts'
import type { FilePhase, FileWork, PublishedFile } from '../file/work.ts'
import type { Files } from '../files/files.ts'
import type { Journal } from '../staging/journal.ts'
import { messageLimitsOf, requiredContextOf } from '../preferences.ts'
import type { JobPreferences } from '../preferences.ts'
import type { Job, JobResult } from './job.ts'
import { meteredKeyring } from './metered-keyring.ts'
import type { ResultFolderUse } from './result-folder-use.ts'

/** What every job of this process shares. */
export interface JobServices {
  readonly files: Files
  readonly folders: ResultFolderUse
  readonly engine: Engine
  readonly keyServices: KeyServices
  readonly journal: () => Promise<Journal>
  readonly preferences: () => JobPreferences
  readonly mode: number
}

export interface JobEvents {
  readonly signal: AbortSignal
  readonly onPhase: (phase: FilePhase) => void
  readonly onProgress: (bytesDone: number) => void
  readonly onKmsCalls: (calls: number) => void
}

/** Runs one job to its end: keys, file, result. Throws VaultError. */
export function runJob(job: Job, services: JobServices, events: JobEvents): Promise<JobResult> {
  return services.folders.during(job.planned.target, () => runInFolder(job, services, events))
}

async function runInFolder(job: Job, services: JobServices, events: JobEvents): Promise<JobResult> {
  const { source, target, agreed } = job.planned
  const preferences = services.preferences()
  const work = {
    files: services.files,
    engine: services.engine,
    journal: await services.journal(),
    mode: services.mode,
    limits: messageLimitsOf(preferences, agreed),
    requiredContext: requiredContextOf(preferences),
    signal: events.signal,
    onPhase: events.onPhase,
    onProgress: events.onProgress,
    source,
    target: path.join(target.folder, target.name),
    ifExists: job.batch.options.ifExists,
  }
  return job.planned.shown.action === 'encrypt'
    ? encryptJob(job, services, { work, events })
    : openJob(job, services, { work, events })
}

interface Run {
  readonly work: FileWork & {
    readonly source: string
    readonly target: string
    readonly ifExists: 'number' | 'refuse'
  }
  readonly events: JobEvents
}

async function encryptJob(
  { batch }: Job,
  { keyServices }: JobServices,
  { work, events }: Run,
): Promise<JobResult> {
  const { doors, verify } = batch.options
  const metered = (keyring: Parameters<typeof meteredKeyring>[0]) =>
    meteredKeyring(keyring, events.onKmsCalls)
  const keyring = metered(await keyServices.keyringFor(doors))
  const verifyingKeyrings = (await keyServices.verifyingKeyrings(doors)).map(metered)
  const { frameLength } = batch
  const done = await encryptFile({ ...work, keyring, verifyingKeyrings, verify, frameLength })
  return {
    path: done.path,
    size: done.messageBytes,
    doors: batch.doors,
    suite: '0478',
    frameLength,
    keyMaterialId: done.keyMaterialId,
    verified: done.verified,
    seconds: done.seconds,
    verifySeconds: done.verifySeconds,
    ...plain,
    note: noteOf(done),
  }
}

async function openJob(job: Job, { keyServices }: JobServices, { work, events }: Run): Promise<JobResult> {
  const keyring = meteredKeyring(keyServices.openingKeyring(), events.onKmsCalls)
  const done = await decryptFile({ ...work, keyring })
  return {
    path: done.path,
    size: done.plaintextBytes,
    doors: labelOf(job, done.door),
    suite: done.header.suite,
    frameLength: done.header.frameLength,
    keyMaterialId: done.keyMaterialId,
    verified: true,
    seconds: done.seconds,
    verifySeconds: null,
    ...plain,
    note: noteOf(done),
  }
}

/** The label that the plan gave the door that opened; none where the file was exchanged for another one since. */
function labelOf(job: Job, door: EncryptedDataKey): DoorLabel[] {
  const names = job.planned.item.doors ?? []
  const at = names.findIndex(
    (name) => sameBytes(name.providerId, door.providerId) && sameBytes(name.providerInfo, door.providerInfo),
  )
  const label = job.planned.shown.doors[at]
  return label === undefined ? [] : [label]
}

const plain = { members: null, leftOut: 0, dataKeyReused: false, original: 'kept' } as const

function noteOf(published: PublishedFile): JobResult['note'] {
  if (published.durability === 'uncertain') return 'durabilityUncertain'
  return published.withoutHardLinks ? 'publishedWithoutHardLinks' : null
}
