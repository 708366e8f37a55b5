import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** How late this thread's timers came while `work` ran, in milliseconds. */
export interface EventLoopDelay {
  readonly p99: number
  readonly longest: number
  readonly seconds: number
}

/** Measures the event loop of the calling thread while `work` runs on other threads. */
export async function eventLoopDelay(work: () => Promise<unknown>): Promise<EventLoopDelay> {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  const begun = performance.now()
  delays.enable()
  try {
    await work()
    // One more turn, so that a delay at the very end is counted.
    await pause(2 * resolution)
  } finally {
    delays.disable()
  }
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution)
  const seconds = (performance.now() - begun) / 1000
  return { p99: late(delays.percentile(99)), longest: late(delays.max), seconds }
}

/** Keeps so many threads busy with nothing for so long: what the machine alone does to this thread. */
export async function burn({ threads, seconds }: { threads: number; seconds: number }): Promise<void> {
  const code = `const end = performance.now() + ${seconds * 1000}; while (performance.now() < end);`
  await Promise.all(
    Array.from({ length: threads }, () => {
      const worker = new Worker(code, { eval: true })
      return new Promise((resolve) => worker.once('exit', resolve))
    }),
  )
}
