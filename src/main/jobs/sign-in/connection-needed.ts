import { thisComputerId } from '../../../shared/this-computer.ts'
import type { Job } from '../batches/job.ts'
import { readsMessage, writesMessage } from '../plan/direction.ts'

/**
 * Which of the connections that are signed out, or the locked vault, a job cannot do without, as far as its plan tells; null = none. A message
 * is written under all its doors, and opened by any one.
 */
export function connectionNeeded(job: Job, isOut: (connectionId: string) => boolean): string | null {
  const { action } = job.planned.shown
  if (writesMessage(action)) {
    for (const door of job.batch.options.doors)
      if (door.service === 'aws') {
        if (isOut(door.connectionId)) return door.connectionId
      } else if (door.service === 'local' && isOut(thisComputerId)) return thisComputerId
  }
  const { opensThrough } = job.planned
  if (!readsMessage(action) || opensThrough === null || !opensThrough.every(isOut)) return null
  return opensThrough[0] ?? null
}
