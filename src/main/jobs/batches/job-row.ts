import path from 'node:path'
import type { JobRow } from '../../../shared/model/job.ts'
import { folderLabel } from '../plan/folder-label.ts'
import { writesMessage } from '../plan/direction.ts'
import type { Job } from './job.ts'
import { passesOf, sizeOf } from './job.ts'
import { secondsLeft } from './rate-meter.ts'

function timeLeft(job: Job, rate: number | null): number | null {
  if (job.phase !== 'working' && job.phase !== 'readingBack') return null
  // The pass that follows is taken to be as fast as this one.
  const passesAfter = job.phase === 'working' ? passesOf(job) - 1 : 0
  return secondsLeft(sizeOf(job) * (1 + passesAfter) - job.bytesDone, rate)
}

/** A job as a row of the Files page. */
export function rowOf(job: Job, homeFolder: string): JobRow {
  const { shown } = job.planned
  const { result } = job
  const running = job.phase === 'working' || job.phase === 'readingBack'
  const rate = running ? job.meter.rate : null
  const writes = writesMessage(shown.action)
  const resultPath = result?.path ?? null
  return {
    id: job.id,
    batchId: job.batchId,
    action: shown.action,
    name: shown.name,
    folder: shown.folder,
    resultName: resultPath === null ? shown.resultName : path.basename(resultPath),
    resultFolder:
      resultPath === null ? shown.resultFolder : folderLabel(path.dirname(resultPath), homeFolder),
    phase: job.phase,
    size: shown.size,
    resultSize: result?.size ?? null,
    members: result?.members ?? shown.members,
    leftOut: result?.leftOut ?? 0,
    bytesDone: Math.min(job.bytesDone, shown.size),
    rate,
    secondsLeft: timeLeft(job, rate),
    doors: [...(result?.doors ?? (writes ? job.batch.doors : shown.doors))],
    suite: result?.suite ?? null,
    frameLength: result?.frameLength ?? (writes ? job.batch.frameLength : null),
    keyMaterialId: result?.keyMaterialId ?? null,
    verified: result?.verified ?? false,
    seconds: result?.seconds ?? null,
    verifySeconds: result?.verifySeconds ?? null,
    finishedAt: job.finishedAt,
    dataKeyReused: result?.dataKey.dataKeyIsShared ?? false,
    original: result?.original ?? 'kept',
    note: result?.note ?? null,
    problem: job.problem,
  }
}
