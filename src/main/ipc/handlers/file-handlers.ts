import { VaultError } from '../../../shared/vault-error.ts'
import type { HistoryPort } from '../../catalog/history-port.ts'
import type { Jobs } from '../../jobs/batches/jobs.ts'
import type { CoveragePort } from '../../rotation/coverage-port.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'

/** Absolute paths chosen in the system's own dialogs; none where the person closed one. */
export interface Choosers {
  files(): Promise<readonly string[]>
  folder(): Promise<readonly string[]>
  outputFolder(): Promise<string | undefined>
}

export interface FileCallServices {
  readonly jobs: Jobs
  readonly history: Pick<HistoryPort, 'paths'>
  readonly choose: Choosers
  readonly coverage: Pick<CoveragePort, 'paths'>
  /** Makes the sample file where it is not there, and gives its path. */
  readonly sampleFile: () => Promise<string>
  /** Shows a file of a finished job in the file manager. */
  readonly reveal: (choice: { jobId: string; which: 'result' | 'source' }) => void
}

/** Calls about plans and jobs. Paths come from the preload, dialogs and the sample; none goes back to the page. */
export function fileHandlers(services: FileCallServices): HandlersOf<'plan' | 'jobs'> {
  const { jobs, history, coverage, choose, sampleFile, reveal } = services
  return {
    'plan.fromPaths': ({ paths, options }) => jobs.plan(paths, options),
    'plan.fromDialog': async (input) => {
      const paths = await (input.choose === 'files' ? choose.files() : choose.folder())
      return paths.length === 0 ? null : jobs.plan(paths, input.options)
    },
    'plan.fromSample': async ({ options }) => jobs.plan([await sampleFile()], options),
    'plan.fromJobs': ({ jobIds, which, options }) =>
      jobs.plan(
        jobIds.map((jobId) => jobs.revealTarget(jobId, which)),
        options,
      ),
    'plan.fromHistory': async ({ ids, options }) => jobs.plan(await history.paths(ids), options),
    'plan.fromCoverage': async ({ selection, options }) => {
      const paths = await coverage.paths(selection)
      if (paths.length > 0) return jobs.plan(paths, options)
      throw new VaultError('JOB_NOT_FOUND', 'where these files are is no longer known; drop them instead')
    },
    'plan.fromInterrupted': ({ id }) => jobs.planInterrupted(id),
    'plan.cancelReading': () => {
      jobs.cancelReading()
      return {}
    },
    'plan.revise': ({ planId, options, decisions }) => jobs.revise(planId, options, decisions),
    'plan.checkKeys': async ({ planId }) => {
      const { keys, total } = await jobs.checkKeys(planId)
      return { keys: [...keys], total }
    },
    'plan.chooseOutput': async () => {
      const folder = await choose.outputFolder()
      return folder === undefined ? null : jobs.allowOutputFolder(folder)
    },
    'plan.discard': ({ planId }) => {
      jobs.discardPlan(planId)
      return {}
    },

    'jobs.start': async ({ planId }) => {
      await jobs.checkRoom(planId)
      return jobs.start(planId)
    },
    'jobs.snapshot': () => jobs.snapshot(),
    'jobs.cancel': ({ batchId, jobId }) => {
      jobs.cancel(batchId, jobId)
      return {}
    },
    'jobs.retry': async ({ jobId }) => {
      await jobs.checkRoomAgain({ jobId })
      jobs.retry(jobId)
      return {}
    },
    'jobs.retryFailed': async ({ batchId }) => {
      await jobs.checkRoomAgain({ batchId })
      jobs.retryFailed(batchId)
      return {}
    },
    'jobs.pause': ({ batchId }) => {
      jobs.pause(batchId)
      return {}
    },
    'jobs.resume': ({ batchId }) => {
      jobs.resume(batchId)
      return {}
    },
    'jobs.tryAgain': ({ batchId }) => {
      jobs.tryAgain(batchId)
      return {}
    },
    'jobs.forgetInterrupted': async ({ id }) => {
      await jobs.forgetInterrupted(id)
      return {}
    },
    'jobs.clear': () => {
      jobs.clear()
      return {}
    },
    'jobs.reveal': (choice) => {
      reveal(choice)
      return {}
    },
  }
}
