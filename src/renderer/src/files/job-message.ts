import type { JobRow } from '../../../shared/model/job.ts'
import { writesMessage } from '../words/job-words.ts'

/**
 * Which of a finished row's files is the message that can be verified, moved or looked at; null where it is in the
 * trash, or was never made.
 */
export function messageOf(row: JobRow): 'result' | 'source' | null {
  if (row.phase !== 'done') return null
  if (writesMessage(row)) return 'result'
  return row.original === 'kept' ? 'source' : null
}
