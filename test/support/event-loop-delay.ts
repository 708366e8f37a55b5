import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** How late a thread's timers came, in milliseconds. */
export interface Lateness {
  readonly p99: number
  readonly longest: number
}

/** How late this thread's timers came while something ran. */
export interface EventLoopDelay extends Lateness {
  /** The same without the time in which this thread could have run and the system let another one run; null where it does not say. */
  readonly own: Lateness | null
  readonly samples: number
  readonly seconds: number
}

const everyMs = 5

/** Milliseconds that this thread has waited for a processor so far (Documentation/scheduler/sched-stats.rst). */
function waitingClock(): { readonly read: () => number | null; readonly close: () => void } {
  let descriptor: number
  try {
    // The link names the thread that reads it, the file it leads to stays that thread's.
    descriptor = fs.openSync(`/proc/${fs.readlinkSync('/proc/thread-self')}/schedstat`, 'r')
  } catch {
    return { read: () => null, close: () => {} }
  }
  const line = Buffer.alloc(128)
  const read = (): number | null => {
    const [, waited = ''] = line.toString('latin1', 0, fs.readSync(descriptor, line, 0, 128, 0)).split(' ')
    return waited === '' ? null : Number(waited) / 1e6
  }
  return { read, close: () => fs.closeSync(descriptor) }
}

function lateness(all: readonly number[]): Lateness {
  const sorted = all.toSorted((a, b) => a - b)
  const at = Math.max(0, Math.ceil(sorted.length * 0.99) - 1)
  return { p99: sorted[at] ?? 0, longest: sorted.at(-1) ?? 0 }
}

/** Measures the event loop of the calling thread while `work` runs, by a timer that is due every 5 ms. */
export async function eventLoopDelay(work: () => Promise<unknown>): Promise<EventLoopDelay> {
  const waiting = waitingClock()
  const late: number[] = []
  const own: number[] = []
  const begun = performance.now()
  let last = { at: begun, waited: waiting.read() }
  const sample = (): void => {
    const now = { at: performance.now(), waited: waiting.read() }
    const delay = Math.max(0, now.at - last.at - everyMs)
    late.push(delay)
    if (now.waited !== null && last.waited !== null) own.push(Math.max(0, delay - (now.waited - last.waited)))
    last = now
    timer = setTimeout(sample, everyMs)
  }
  let timer = setTimeout(sample, everyMs)
  try {
    await work()
    // One more turn, so that a delay at the very end is counted.
    await pause(2 * everyMs)
  } finally {
    clearTimeout(timer)
    waiting.close()
  }
  const seconds = (performance.now() - begun) / 1000
  return { ...lateness(late), own: own.length === 0 ? null : lateness(own), samples: late.length, seconds }
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
