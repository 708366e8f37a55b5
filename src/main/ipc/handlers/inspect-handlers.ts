import type { Inspection } from '../../../shared/model/inspection.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { HistoryPort } from '../../catalog/history-port.ts'
import type { Jobs } from '../../jobs/batches/jobs.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { Choosers } from './file-handlers.ts'

export interface InspectCallServices {
  /** Looks at one file without any key. Throws where the path itself is not allowed. */
  readonly inspect: (path: string) => Promise<Inspection>
  readonly jobs: Pick<Jobs, 'planSource' | 'revealTarget'>
  readonly history: Pick<HistoryPort, 'paths'>
  readonly choose: Pick<Choosers, 'files'>
}

/** Calls that look at one message. The page names a dropped file, a plan's item, a job or a past one; never a path. */
export function inspectHandlers(services: InspectCallServices): HandlersOf<'inspect'> {
  const { inspect, jobs, history, choose } = services
  return {
    'inspect.fromPath': ({ path }) => inspect(path),
    'inspect.fromDialog': async () => {
      const [path] = await choose.files()
      return path === undefined ? null : inspect(path)
    },
    'inspect.fromPlan': ({ planId, itemId }) => inspect(jobs.planSource(planId, itemId)),
    'inspect.fromJob': ({ jobId, which }) => inspect(jobs.revealTarget(jobId, which)),
    'inspect.fromHistory': async ({ id }) => {
      const [path] = await history.paths([id])
      if (path === undefined) throw new VaultError('JOB_NOT_FOUND', 'where this file was is no longer known')
      return await inspect(path)
    },
  }
}
