import type { FileRecord } from '../../../shared/model/file-record.ts'
import { readsMessage } from '../plan/direction.ts'
import type { Job } from './job.ts'
import { foundDoors } from './recorded-doors.ts'

/** A job that ended, as the catalog remembers it. Of a message that was only read, and in vain, what its header said. */
export function fileRecordOf(job: Job): FileRecord {
  const { planned, result, problem, phase, finishedAt } = job
  const { action, size } = planned.shown
  const { doors, suite, headerHash } = result === null ? foundIn(job) : { ...result, ...result.recorded }
  return {
    at: finishedAt ?? '',
    action,
    source: planned.source,
    result: result?.path ?? null,
    size,
    resultSize: result?.size ?? null,
    doors,
    suite,
    headerHash,
    verified: result?.verified ?? false,
    seconds: result?.seconds ?? null,
    code: problem?.code ?? (phase === 'cancelled' ? 'CANCELLED' : null),
    seen: result?.recorded.seen ?? [],
    sourceGone: result !== null && result.original !== 'kept',
  }
}

function foundIn(job: Job): Pick<FileRecord, 'doors' | 'suite' | 'headerHash'> {
  const { shown, item } = job.planned
  const message = readsMessage(shown.action) ? item.message : null
  if (message === null) return { doors: [], suite: null, headerHash: null }
  return { doors: foundDoors(job), suite: message.suite, headerHash: message.headerHash }
}
