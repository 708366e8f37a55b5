import { Worker } from 'node:worker_threads'
import { VaultError } from '../../../shared/vault-error.ts'
import type { PassResult } from './engine.ts'
import { fromWire } from './worker-messages.ts'
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.ts'

/** What became of a thread's part of a pass. After `lost` there is no thread; after the others it takes another part. */
export type PartEnd =
  | { readonly kind: 'done'; readonly result: PassResult }
  | { readonly kind: 'failed'; readonly at: number; readonly error: unknown }
  | { readonly kind: 'lost'; readonly cause: unknown }

const stopWithinMs = 5000

/** One worker thread of the pool. It runs one part of a pass at a time. */
export class PoolThread {
  readonly #worker: Worker
  #patience: NodeJS.Timeout | undefined
  #cause: unknown

  /** `onExit` is called once, when the thread has ended and none of its system calls is under way. */
  constructor(workerUrl: URL, onExit: () => void) {
    this.#worker = new Worker(workerUrl, { execArgv: [], env: {}, stdin: false })
    // A failure between passes ends the thread; there is nobody to tell.
    this.#worker.on('error', (error) => {
      this.#cause = error
    })
    // An answer that cannot be read would be waited for without end.
    this.#worker.on('messageerror', (error) => {
      this.#cause = error
      void this.end()
    })
    this.#worker.once('exit', onExit)
  }

  /** Settles once the part is over, and for a lost thread only after its end. */
  run(task: WorkerTask, onProgress: (bytesDone: number) => void): Promise<PartEnd> {
    const worker = this.#worker
    return new Promise((resolve) => {
      const settle = (end: PartEnd): void => {
        clearTimeout(this.#patience)
        worker.off('message', onMessage).off('exit', onExit)
        // An idle worker does not keep a command-line run alive.
        worker.unref()
        resolve(end)
      }
      const onExit = (): void => settle({ kind: 'lost', cause: this.#cause })
      const onMessage = (message: FromWorker): void => {
        if ('progress' in message) return onProgress(message.progress)
        if ('done' in message) return settle({ kind: 'done', result: message.done })
        settle({ kind: 'failed', at: message.failed.at, error: fromWire(message) })
      }
      worker.ref()
      worker.on('message', onMessage).on('exit', onExit)
      try {
        this.#post({ run: task })
      } catch (cause) {
        // What cannot be posted was not posted: the thread is as idle as before.
        settle({ kind: 'failed', at: 0, error: notPosted(cause) })
      }
    })
  }

  /** Asks it to end its share of a pass after what it has claimed. */
  leave(): void {
    this.#post({ leave: true })
  }

  /** Asks it to stop its pass, and ends the thread where it does not within 5 s. */
  stop(): void {
    this.#post({ cancel: true })
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => void this.end(), stopWithinMs)
  }

  /** Ends the thread; settles once it has ended. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message, [])
  }
}

function notPosted(cause: unknown): VaultError {
  return new VaultError('INTERNAL', 'this work cannot be handed to a worker', { cause })
}
