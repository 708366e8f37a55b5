import type { FileRecord } from '../../../shared/model/file-record.ts'
import type { Job } from './job.ts'

/** A job that ended, as the catalog remembers it. */
export function fileRecordOf({ planned, result, problem, phase, finishedAt }: Job): FileRecord {
  const { action, size } = planned.shown
  return {
    at: finishedAt ?? '',
    action,
    source: planned.source,
    result: result?.path ?? null,
    size,
    resultSize: result?.size ?? null,
    doors: result?.recorded.doors ?? [],
    suite: result?.suite ?? null,
    headerHash: result?.recorded.headerHash ?? null,
    verified: result?.verified ?? false,
    seconds: result?.seconds ?? null,
    code: problem?.code ?? (phase === 'cancelled' ? 'CANCELLED' : null),
  }
}
