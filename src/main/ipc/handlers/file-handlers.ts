import type { CallOutput } from '../../../shared/contract.ts'
import type { Plan, PlanDecision, PlanOptions } from '../../../shared/model/plan.ts'
import type { HandlersOf } from '../call-handlers.ts'

/** What the calls about plans and jobs need of src/main/jobs. */
export interface FileWork {
  plan(paths: readonly string[], options: PlanOptions): Promise<Plan>
  revise(planId: string, options: PlanOptions, decisions: readonly PlanDecision[]): Promise<Plan>
  discard(planId: string): void
  allowOutputFolder(folder: string): { readonly folderId: string; readonly label: string }
  start(planId: string): CallOutput<'jobs.start'> | Promise<CallOutput<'jobs.start'>>
  snapshot(): CallOutput<'jobs.snapshot'>
  cancel(batchId: string, jobId: string | null): void | Promise<void>
  retry(jobId: string): void | Promise<void>
  clear(): void
}

/** Absolute paths chosen in the system's own dialogs; none where the person closed one. */
export interface Choosers {
  files(): Promise<readonly string[]>
  folder(): Promise<readonly string[]>
  outputFolder(): Promise<string | undefined>
}

export interface FileCallServices {
  readonly work: FileWork
  readonly choose: Choosers
  /** Makes the sample file where it is not there, and gives its path. */
  readonly sampleFile: () => Promise<string>
  /** Shows a file of a finished job in the file manager. */
  readonly reveal: (choice: { jobId: string; which: 'result' | 'source' }) => void
}

/** Calls about plans and jobs. Paths come from the preload, dialogs and the sample; none goes back to the page. */
export function fileHandlers(services: FileCallServices): HandlersOf<'plan' | 'jobs'> {
  const { work, choose, sampleFile, reveal } = services
  return {
    'plan.fromPaths': ({ paths, options }) => work.plan(paths, options),
    'plan.fromDialog': async (input) => {
      const paths = await (input.choose === 'files' ? choose.files() : choose.folder())
      return paths.length === 0 ? null : work.plan(paths, input.options)
    },
    'plan.fromSample': async ({ options }) => work.plan([await sampleFile()], options),
    'plan.revise': ({ planId, options, decisions }) => work.revise(planId, options, decisions),
    'plan.chooseOutput': async () => {
      const folder = await choose.outputFolder()
      return folder === undefined ? null : work.allowOutputFolder(folder)
    },
    'plan.discard': ({ planId }) => {
      work.discard(planId)
      return {}
    },

    'jobs.start': ({ planId }) => work.start(planId),
    'jobs.snapshot': () => work.snapshot(),
    'jobs.cancel': async ({ batchId, jobId }) => {
      await work.cancel(batchId, jobId)
      return {}
    },
    'jobs.retry': async ({ jobId }) => {
      await work.retry(jobId)
      return {}
    },
    'jobs.clear': () => {
      work.clear()
      return {}
    },
    'jobs.reveal': (choice) => {
      reveal(choice)
      return {}
    },
  }
}
