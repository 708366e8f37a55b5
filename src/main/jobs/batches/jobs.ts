import type { Batch, JobRow, JobsSnapshot } from '../../../shared/model/job.ts'
import type { Plan, PlanDecision, PlanOptions } from '../../../shared/model/plan.ts'
import type { CheckedKeys } from '../plan/check-keys.ts'
import type { Recovery } from '../staging/recover-staged.ts'

/** Batches and rows that changed since the last news. */
export interface JobsNews {
  readonly batches: readonly Batch[]
  readonly rows: readonly JobRow[]
}

/**
 * Everything that happens to files, for the IPC handlers and the shell. Every method throws VaultError; errors of
 * single files are problems in plans and rows, never exceptions.
 */
export interface Jobs {
  /**
   * Removes what an earlier run left behind, and reads which of its files were not done. Once, before the window opens.
   * Never throws.
   */
  recoverStaged(): Promise<Recovery>
  /** Paths from the preload or a dialog of the main process. */
  plan(paths: readonly string[], options: PlanOptions): Promise<Plan>
  /** Ends every `plan` that is under way with CANCELLED. */
  cancelReading(): void
  revise(planId: string, options: PlanOptions, decisions: readonly PlanDecision[]): Promise<Plan>
  discardPlan(planId: string): void
  /** The files that an interrupted batch had not done, as a plan with the options it had. Throws JOB_NOT_FOUND. */
  planInterrupted(id: string): Promise<Plan>
  /** The path of one item of a plan, for looking at it: never from the page. Throws PLAN_NOT_FOUND. */
  planSource(planId: string, itemId: string): string
  /** Makes a folder chosen in a dialog usable as `options.output`. Throws PATH_NOT_ALLOWED for one of the app's own. */
  allowOutputFolder(folder: string): Promise<{ readonly folderId: string; readonly label: string }>
  /**
   * Looks for room again, before `start`: a plan may have waited for hours. Throws PLAN_NOT_FOUND, and DISK_FULL as the
   * plan would say it.
   */
  checkRoom(planId: string): Promise<void>
  start(planId: string): { readonly batchId: string }
  snapshot(): JobsSnapshot
  /** One file, or with null the whole batch. A file whose result is published already stays done. */
  cancel(batchId: string, jobId: string | null): void
  /** `checkRoom` before `retry` or `retryFailed`. Throws JOB_NOT_FOUND, DISK_FULL. */
  checkRoomAgain(which: { readonly jobId: string } | { readonly batchId: string }): Promise<void>
  /** Puts a failed or cancelled file back into the queue, as a new message. */
  retry(jobId: string): void
  /** The same for every failed and cancelled file of a batch. */
  retryFailed(batchId: string): void
  /** Files that run end first; none begins until `resume`. */
  pause(batchId: string): void
  resume(batchId: string): void
  /** Lets files that wait for a sign-in try again. */
  tryAgain(batchId: string): void
  /** Asks AWS KMS by dry runs whether a plan's keys may be used. Throws PLAN_NOT_FOUND; what cannot be asked is unknown. */
  checkKeys(planId: string): Promise<CheckedKeys>
  forgetInterrupted(id: string): Promise<void>
  /** Forgets finished rows. */
  clear(): void
  /** The path to show in the system's file manager: never from the page, always of a known job that is over. */
  revealTarget(jobId: string, which: 'result' | 'source'): string
  /** At most ten times a second. Returns the unsubscriber. */
  onChange(listener: (news: JobsNews) => void): () => void
  /** Wipes the data keys that batches keep for their next messages: the vault is no longer open. */
  forgetDataKeys(): void
  /**
   * The vault is about to be locked, and nothing more is started. `finish`: resolves once what runs now has ended; `stop`:
   * what runs is abandoned, and begun anew once it is unlocked.
   */
  beforeLock(running: 'finish' | 'stop'): Promise<void>
  /** It is locked, or was not after all: what needs no key of this computer goes on. */
  afterLock(isLocked: boolean): void
  /** Stops everything, waits until nothing is left behind, ends the workers. For quitting; nothing
   * starts after it. What was not done is offered again at the next start. */
  shutDown(): Promise<void>
}
