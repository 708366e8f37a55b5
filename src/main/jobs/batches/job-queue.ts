import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { cancelled } from '../engine/cancelled.ts'
import { isStagedName } from '../staging/staged-file.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import { isFinished } from './job.ts'
import type { Job, JobResult } from './job.ts'
import { capacityOf, weightOf } from './job-weight.ts'
import type { Lanes } from './job-weight.ts'
import type { KeyCalls } from './metered-keyring.ts'
import type { JobEvents } from './job-run.ts'
import { signInNeeded } from '../sign-in/sign-in-needed.ts'
import type { SignInNeeded } from '../sign-in/sign-in-needed.ts'
import type { SignIns } from '../sign-in/sign-ins.ts'
import type { SignedOut } from '../sign-in/signed-out.ts'
import { WaitingJobs } from './waiting-jobs.ts'

export interface JobQueueOptions {
  /** Jobs that run at once. */
  readonly lanes: Lanes
  readonly run: (job: Job, events: JobEvents) => Promise<JobResult>
  readonly now: () => Date
  readonly signIns: SignIns
  readonly signedOut: SignedOut
  /** A job's row changed. */
  readonly onChange: (job: Job) => void
  readonly onCalls: (job: Job, calls: KeyCalls) => void
  /** A job is among the next to start and there is no room yet; told at every look. */
  readonly onComing: (job: Job) => void
}

/** Jobs that are told of before there is room for them. */
const mostComing = 2

/**
 * Runs jobs in the order they came, some at a time, as much as they weigh together. A file is in one job at a time; an
 * error ends its own job only. A pause lets what runs go on to its end: nothing is paused inside a message.
 */
export class JobQueue {
  readonly #options: JobQueueOptions
  readonly #waiting = new WaitingJobs()
  readonly #running = new Map<Job, Promise<void>>()
  /** Of those that run: what each was interrupted for. */
  readonly #interrupted = new Map<Job, SignInNeeded>()
  /** Sources of jobs that wait or run. */
  readonly #busy = new Set<string>()
  readonly #closing = new AbortController()
  #load = 0
  #isHeld = false
  #pumps = false

  constructor(options: JobQueueOptions) {
    this.#options = options
  }

  /** A job whose file another job has fails at once with FILE_BUSY. */
  add(job: Job): void {
    const key = job.planned.item.realPath
    if (this.#isClosed) return this.#finish(job, new VaultError('CANCELLED', 'Keyhold is closing'))
    if (this.#busy.has(key)) return this.#finish(job, fileBusy())
    this.#busy.add(key)
    this.#waitAnew(job)
    this.#waiting.add(job)
    this.#options.onChange(job)
    this.#pumpSoon()
  }

  cancel(job: Job): void {
    if (this.#waiting.delete(job) || this.#options.signedOut.delete(job)) {
      this.#busy.delete(job.planned.item.realPath)
      this.#finish(job, new VaultError('CANCELLED', 'cancelled before it began'))
    } else {
      this.#interrupted.delete(job)
      job.controller?.abort()
    }
  }

  /**
   * Ends what runs without its files being lost to the batch: each is begun anew, as another message, once `needed` is
   * there. A file whose result is published by then is done.
   */
  interrupt(needed: SignInNeeded): void {
    for (const job of this.#running.keys()) {
      if (job.controller === null || job.controller.signal.aborted) continue
      this.#interrupted.set(job, needed)
      job.controller.abort()
    }
  }

  /** Starts nothing until `goOn`. Resolves once nothing runs any more. */
  async ranOut(): Promise<void> {
    this.#isHeld = true
    await Promise.all(this.#running.values())
  }

  /** What needs `needed` waits for it from now on, without finding that out file by file; everything else goes on. */
  goOn(needed: SignInNeeded | null): void {
    this.#isHeld = false
    if (needed !== null && this.#options.signedOut.open(needed)) this.#tryWhenUsable(needed.connectionId)
    this.#pumpSoon()
  }

  /** Starts nothing of the batch until `resume`. */
  pause(batchId: string): void {
    this.#waiting.setPaused(batchId, true)
  }

  resume(batchId: string): void {
    this.#waiting.setPaused(batchId, false)
    this.#pumpSoon()
  }

  /** Lets the files of a batch that wait for a sign-in try again, and with them those of others that wait for the same. */
  tryAgain(batchId: string): void {
    for (const id of this.#options.signedOut.connectionsOf(batchId)) this.#tryAgain(id)
  }

  /** Starts nothing of the batch until `settled` is settled. */
  holdUntil(batchId: string, settled: Promise<void>): void {
    this.#waiting.hold(batchId)
    const letGo = (): void => {
      this.#waiting.letGo(batchId)
      this.#pumpSoon()
    }
    settled.then(letGo, letGo)
  }

  /** Cancels all, and waits until every running job has cleaned up. */
  async close(): Promise<void> {
    this.#closing.abort()
    const { signedOut } = this.#options
    for (const job of [...this.#waiting.all(), ...signedOut.all(), ...this.#running.keys()]) this.cancel(job)
    await Promise.all(this.#running.values())
  }

  /** Not at once: a batch is added whole before its first job starts. */
  #pumpSoon(): void {
    if (this.#pumps) return
    this.#pumps = true
    queueMicrotask(() => {
      this.#pumps = false
      this.#pump()
    })
  }

  #pump(): void {
    const { lanes } = this.#options
    if (this.#isHeld) return
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      const weight = weightOf(job, lanes)
      if (this.#load + weight > capacityOf(lanes)) return this.#lookAhead()
      this.#waiting.delete(job)
      this.#start(job, weight)
    }
  }

  /** The next job that needs no sign-in. Those that do are set aside: they would only find that out, call by call. */
  #next(): Job | undefined {
    for (let job = this.#waiting.next(); job !== undefined; job = this.#waiting.next()) {
      if (!this.#options.signedOut.holds(job)) return job
      this.#waiting.delete(job)
      this.#options.onChange(job)
    }
    return undefined
  }

  #lookAhead(): void {
    const { signedOut, onComing } = this.#options
    for (const job of this.#waiting.coming(mostComing)) if (!signedOut.blocks(job)) onComing(job)
  }

  #start(job: Job, weight: number): void {
    this.#load += weight
    const run = this.#run(job).finally(() => {
      this.#running.delete(job)
      this.#load -= weight
      this.#pumpSoon()
    })
    this.#running.set(job, run)
  }

  async #run(job: Job): Promise<void> {
    const controller = new AbortController()
    job.controller = controller
    job.tries++
    try {
      job.result = await this.#options.run(job, this.#eventsOf(job, controller.signal))
      this.#end(job, null)
    } catch (error) {
      const needed = this.#neededAfter(job, error)
      this.#interrupted.delete(job)
      if (needed === null) this.#end(job, controller.signal.aborted ? asCancelled(error) : error)
      else this.#waitForSignIn(job, needed)
    }
  }

  /** What a job that failed waits for; null where it is over: by a person's cancel, or by an error of its own. */
  #neededAfter(job: Job, error: unknown): SignInNeeded | null {
    if (isVaultError(error) && error.code === 'PUBLICATION_UNCERTAIN') return null
    if (job.controller?.signal.aborted === true) return this.#interrupted.get(job) ?? null
    return signInNeeded(error)
  }

  #end(job: Job, error: unknown): void {
    job.controller = null
    this.#busy.delete(job.planned.item.realPath)
    this.#finish(job, error)
  }

  /** What the job made is gone: it is begun anew, as another message, once a person signed in or unlocked. */
  #waitForSignIn(job: Job, needed: SignInNeeded): void {
    const { signedOut, onChange } = this.#options
    const isNews = signedOut.add(job, needed)
    this.#waitAnew(job)
    onChange(job)
    if (isNews) this.#tryWhenUsable(needed.connectionId)
  }

  #tryWhenUsable(connectionId: string): void {
    const { signIns } = this.#options
    const { signal } = this.#closing
    const usable = (): void => {
      if (!signal.aborted) this.#tryAgain(connectionId)
    }
    // A connection that is gone is tried too: its files then end with that.
    signIns.waitUntilUsable(connectionId, signal).then(usable, usable)
  }

  #tryAgain(connectionId: string): void {
    for (const job of this.#options.signedOut.release(connectionId)) {
      this.#waiting.add(job)
      this.#options.onChange(job)
    }
    this.#pumpSoon()
  }

  #waitAnew(job: Job): void {
    job.phase = 'waiting'
    job.controller = null
    job.problem = null
    job.result = null
    job.finishedAt = null
    job.bytesDone = 0
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  #eventsOf(job: Job, signal: AbortSignal): JobEvents {
    const changed = (bytesDone: number): void => {
      job.bytesDone = bytesDone
      job.meter.sample(performance.now(), bytesDone)
      this.#options.onChange(job)
    }
    return {
      signal,
      onPhase: (phase) => {
        job.phase = phase
        job.meter.restart()
        changed(0)
      },
      onProgress: changed,
      onCalls: (calls) => this.#options.onCalls(job, calls),
    }
  }

  #finish(job: Job, error: unknown): void {
    const wasCancelled = isVaultError(error) && error.code === 'CANCELLED'
    job.phase = error === null ? 'done' : wasCancelled ? 'cancelled' : 'failed'
    job.problem = error === null || wasCancelled ? null : problemFor(job, error)
    job.bytesDone = error === null ? job.planned.shown.size : 0
    job.finishedAt = this.#options.now().toISOString()
    this.#options.onChange(job)
  }
}

/** True for a job that may be put back into the queue. */
export function mayRetry(job: Job): boolean {
  return isFinished(job) && job.phase !== 'done'
}

/** After a cancel it does not matter which step noticed it, or as what; unless nobody knows whether a result is there. */
function asCancelled(error: unknown): unknown {
  if (isVaultError(error) && error.code === 'PUBLICATION_UNCERTAIN') return error
  return cancelled()
}

/** The name in the facts is the person's file where the hidden staged one failed, or none was named. */
function problemFor(job: Job, error: unknown): Problem {
  const problem = problemOf(error)
  const { file } = problem.facts
  if (typeof file === 'string' && !isStagedName(file)) return problem
  return { ...problem, facts: { ...problem.facts, file: job.planned.shown.name } }
}

function fileBusy(): VaultError {
  return new VaultError('FILE_BUSY', 'another job is working on this file; wait for it, then try again')
}
