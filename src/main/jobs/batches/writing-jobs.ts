import { encryptFile } from '../file/encrypt-file.ts'
import type { EncryptedFile } from '../file/encrypt-file.ts'
import { moveFile } from '../file/move-file.ts'
import type { MovedFile } from '../file/move-file.ts'
import { packFolder } from '../file/pack-folder.ts'
import { isReadBack } from '../plan/count-calls.ts'
import { realFolders } from '../plan/protected-folders.ts'
import { surveyFolder } from '../tar/survey-folder.ts'
import type { FolderSurvey } from '../tar/survey-folder.ts'
import { pairsOf } from './job.ts'
import type { Job, JobResult } from './job.ts'
import type { JobRun } from './job-run.ts'
import { putAwayOriginal } from './put-away-original.ts'
import { unchangedFile } from './unchanged-file.ts'
import { readMessage, writtenMessage } from './seen-messages.ts'

/** Makes a message of a file. */
export async function encryptJob(run: JobRun): Promise<JobResult> {
  const options = await writing(run)
  const isAsItWas = await watched(run)
  const { keepTimes } = run.job.batch.options
  const done = await encryptFile({ ...run.work, ...options, storeTime: keepTimes })
  return { ...written(run.job, done, options), ...(await putAwayOriginal(run, done, isAsItWas)) }
}

/** Makes one message of a folder. What a tar has no room for would be lost with the original: then it stays. */
export async function packJob(run: JobRun): Promise<JobResult> {
  const options = await writing(run)
  const { work, services } = run
  const protectedFolders = await realFolders(work.files, services.protectedFolders)
  let found: FolderSurvey | undefined
  const done = await packFolder({
    ...work,
    ...options,
    folder: work.source,
    tarEngine: services.engine,
    protectedFolders,
    onSurveyed: (survey) => {
      found = survey
    },
  })
  const isAsItWas = async (): Promise<boolean> => {
    if (found === undefined || found.leftOut.count > 0) return false
    return (await surveyFolder(work.files, work.source, { protectedFolders })).digest === found.digest
  }
  const counted = { members: done.files, leftOut: done.leftOut.count }
  return { ...written(run.job, done, options), ...counted, ...(await putAwayOriginal(run, done, isAsItWas)) }
}

/** Makes another message, under other doors, of what a message holds. */
export async function moveJob(run: JobRun): Promise<JobResult> {
  const options = await writing(run)
  const isAsItWas = await watched(run)
  // The old message still has the name that the new one is to take in the end.
  const ifExists = run.job.planned.replaces ? 'number' : run.work.ifExists
  const openingKeyring = run.keys.opening()
  const done = await moveFile({ ...run.work, ...options, ifExists, openingKeyring })
  const told = written(run.job, done, options)
  const recorded = { ...told.recorded, seen: [readMessage(run.job, done.old), ...told.recorded.seen] }
  return { ...told, recorded, ...(await putAwayOriginal(run, done, isAsItWas)) }
}

/** Whether the source is as it was, for whoever moves it to the trash; nobody asks where it is kept. */
function watched({ job, work }: JobRun): Promise<() => Promise<boolean>> {
  const isKept = job.batch.options.original === 'keep'
  return isKept ? Promise.resolve(() => Promise.resolve(false)) : unchangedFile(work, work.source)
}

type Writing = Awaited<ReturnType<typeof writing>>

async function writing({ job, keys }: JobRun) {
  const { options, frameLength } = job.batch
  const { suite } = options
  const keyring = await keys.wrapping()
  const verifyingKeyrings = await keys.verifying()
  return {
    keyring,
    verifyingKeyrings,
    // Where no door opens here there is nothing to verify with, and nothing is claimed.
    verify: isReadBack(options) && verifyingKeyrings.length > 0,
    frameLength,
    suite,
    context: pairsOf(job),
  }
}

function written(job: Job, done: EncryptedFile | MovedFile, { keyring, frameLength, suite }: Writing) {
  const { keyMaterialId, headerHash, verified, seconds, verifySeconds } = done
  const seen = writtenMessage(job, done)
  return {
    size: done.messageBytes,
    doors: job.batch.doors,
    recorded: { doors: seen.doors, headerHash, seen: [seen] },
    suite,
    frameLength,
    keyMaterialId,
    verified,
    seconds,
    verifySeconds,
    members: null,
    leftOut: 0,
    dataKey: 'dataKeyIsShared' in keyring ? keyring : { dataKeyIsShared: false },
  } as const
}
