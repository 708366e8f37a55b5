import type { Inspection } from '../../../shared/model/inspection.ts'
import type { Jobs } from '../../jobs/batches/jobs.ts'
import type { HandlersOf } from '../call-handlers.ts'
import type { Choosers } from './file-handlers.ts'

export interface InspectCallServices {
  /** Looks at one file without any key. Throws where the path itself is not allowed. */
  readonly inspect: (path: string) => Promise<Inspection>
  readonly jobs: Pick<Jobs, 'planSource' | 'revealTarget'>
  readonly choose: Pick<Choosers, 'files'>
}

/** Calls that look at one message. The page names a dropped file, a plan's item or a job; never a path. */
export function inspectHandlers({ inspect, jobs, choose }: InspectCallServices): HandlersOf<'inspect'> {
  return {
    'inspect.fromPath': ({ path }) => inspect(path),
    'inspect.fromDialog': async () => {
      const [path] = await choose.files()
      return path === undefined ? null : inspect(path)
    },
    'inspect.fromPlan': ({ planId, itemId }) => inspect(jobs.planSource(planId, itemId)),
    'inspect.fromJob': ({ jobId, which }) => inspect(jobs.revealTarget(jobId, which)),
  }
}
