import { writeSync } from 'node:fs'
import { isMainThread, Worker, workerData } from 'node:worker_threads'

const patienceMs = 60_000

/**
 * Watches a loop from another thread: where `step` is not called for a minute, prints the number of its last call and
 * kills the process, which nothing else can do while the loop's own thread never comes back.
 */
export function startWatchdog(): {
  readonly step: (seed: number) => void
  readonly stop: () => Promise<number>
} {
  const seedNow = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL(import.meta.url), { workerData: seedNow })
  return { step: (seed) => Atomics.store(seedNow, 0, seed), stop: () => worker.terminate() }
}

if (!isMainThread) {
  const seedNow = workerData as Int32Array
  let last: number | null = null
  setInterval(() => {
    const seed = Atomics.load(seedNow, 0)
    if (seed === last) {
      // A worker's console goes through the thread that hangs.
      writeSync(1, `seed ${seed} hangs\n`)
      process.kill(process.pid, 'SIGKILL')
    }
    last = seed
  }, patienceMs)
}
