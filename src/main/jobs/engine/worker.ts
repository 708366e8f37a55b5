import { parentPort } from 'node:worker_threads'
import { openedFile } from '../files/opened-file.ts'
import type { PassControl, PassResult } from './engine.ts'
import { threadEngine } from './thread-engine.ts'
import { toWire } from './worker-messages.ts'
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.ts'

// The entry of a crypto worker: runs one pass at a time over descriptors that the main thread opened and will close.
const progressEveryMs = 100

function runPass(task: WorkerTask, control: PassControl): Promise<PassResult> {
  const source = openedFile(task.source, '')
  if (task.kind === 'seal') {
    return threadEngine.seal({ ...task, source, target: openedFile(task.target, '') }, control)
  }
  if (task.kind === 'move') {
    return threadEngine.move({ ...task, source, target: openedFile(task.target, '') }, control)
  }
  const target = task.target === null ? null : openedFile(task.target, '')
  return threadEngine.open({ ...task, source, target }, control)
}

/** Passes on at most ten figures a second. */
function throttled(post: (bytesDone: number) => void): (bytesDone: number) => void {
  let last = 0
  return (bytesDone) => {
    const now = performance.now()
    if (now - last < progressEveryMs) return
    last = now
    post(bytesDone)
  }
}

function serve(port: NonNullable<typeof parentPort>): void {
  const post = (message: FromWorker): void => port.postMessage(message)
  let running: AbortController | null = null
  // A task that cannot be read would be waited for without end: the thread ends instead, and its pass fails as lost.
  port.on('messageerror', (error) => {
    throw error
  })
  port.on('message', (message: ToWorker) => {
    if ('cancel' in message) {
      running?.abort()
      return
    }
    const controller = new AbortController()
    running = controller
    const onProgress = throttled((progress) => post({ progress }))
    runPass(message.run, { signal: controller.signal, onProgress })
      .then((done) => post({ done }))
      .catch((error: unknown) => post(toWire(error)))
  })
}

if (parentPort !== null) serve(parentPort)
