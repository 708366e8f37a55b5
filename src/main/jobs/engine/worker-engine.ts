import { Worker } from 'node:worker_threads'
import { cancelled } from './cancelled.ts'
import type { Engine, PassControl, PassResult } from './engine.ts'
import { engineLost } from './engine-lost.ts'
import { fromWire } from './worker-messages.ts'
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.ts'

const stopWithinMs = 5000

export interface WorkerEngine extends Engine {
  /** Ends every worker. Passes under way fail; their promises settle once the threads have ended. */
  close(): Promise<void>
}

/**
 * An engine over worker threads: one pass a thread, as many threads as passes at once, kept for the next pass. A
 * worker that ends under a pass fails it with `engineLost`; one that does not stop within 5 s of a cancel is ended.
 */
export function workerEngine(workerUrl: URL): WorkerEngine {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  let closed = false

  const start = (): Worker => {
    const worker = new Worker(workerUrl, { execArgv: [], env: {}, stdin: false })
    all.add(worker)
    // A failure between passes ends the thread; 'exit' takes it out of the pool, and there is nobody to tell.
    worker.on('error', () => {})
    worker.once('exit', () => {
      all.delete(worker)
      const at = idle.indexOf(worker)
      if (at !== -1) idle.splice(at, 1)
    })
    return worker
  }

  const run = async (task: WorkerTask, control: PassControl): Promise<PassResult> => {
    if (closed || control.signal.aborted) throw cancelled()
    const worker = idle.pop() ?? start()
    worker.ref()
    const result = await runOn(worker, task, control)
    if (closed) await worker.terminate()
    else idle.push(worker)
    // An idle worker does not keep a command-line run alive.
    worker.unref()
    if (result instanceof Error) throw result
    return result
  }

  return {
    seal: ({ source, target, header, ticket, size }, control) =>
      run(
        { kind: 'seal', source: source.descriptor, target: target.descriptor, header, ticket, size },
        control,
      ),
    open: ({ source, target, ticket, size, fingerprintKey = null }, control) => {
      const files = { source: source.descriptor, target: target?.descriptor ?? null }
      return run({ kind: 'open', ...files, ticket, size, fingerprintKey }, control)
    },
    move: ({ source, target, ...task }, control) =>
      run({ kind: 'move', source: source.descriptor, target: target.descriptor, ...task }, control),
    close: async () => {
      closed = true
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

/**
 * One pass on one worker. A failure that the worker reported is a value, because the worker goes on; the end of the
 * thread throws, and only after 'exit', when none of its system calls can still touch the descriptors.
 */
function runOn(worker: Worker, task: WorkerTask, control: PassControl): Promise<PassResult | Error> {
  const post = (message: ToWorker): void => worker.postMessage(message, [])
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined
    let cause: unknown
    const onAbort = (): void => {
      post({ cancel: true })
      patience = setTimeout(() => void worker.terminate(), stopWithinMs)
    }
    const onError = (error: unknown): void => {
      cause = error
    }
    const onExit = (): void => {
      settle()
      reject(control.signal.aborted ? cancelled() : engineLost(cause))
    }
    const onMessage = (message: FromWorker): void => {
      if ('progress' in message) return control.onProgress(message.progress)
      settle()
      resolve('done' in message ? message.done : fromWire(message))
    }
    const settle = (): void => {
      clearTimeout(patience)
      control.signal.removeEventListener('abort', onAbort)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    control.signal.addEventListener('abort', onAbort, { once: true })
    post({ run: task })
  })
}
