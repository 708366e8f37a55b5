import { cancelled } from './cancelled.ts'
import type { PassResult } from './engine.ts'
import { PoolThread } from './pool-thread.ts'
import type { PartEnd } from './pool-thread.ts'
import type { WorkerTask } from './worker-messages.ts'

/** A pass as the pool runs it: by one thread, or by several that share it. */
export interface PoolPass {
  readonly task: WorkerTask
  /** Threads that may run it at once. */
  readonly atMost: number
  /** Whether one more thread would find anything to do in a pass that was begun. */
  readonly anyLeft: () => boolean
  readonly signal: AbortSignal
  /** Bytes of the source that a part has done. */
  readonly bytesOf: (result: PassResult) => number
  /** Bytes of the source that all of its threads have done. */
  readonly onProgress: (bytesDone: number) => void
}

interface Part {
  readonly thread: PoolThread
  bytes: number
  leaving: boolean
}

interface Entry {
  readonly pass: PoolPass
  readonly parts: Set<Part>
  readonly ends: PartEnd[]
  bytesDone: number
  /** Gets no more threads: it failed or was cancelled. */
  closed: boolean
  readonly settle: (ends: readonly PartEnd[]) => void
  readonly refuse: (error: unknown) => void
}

/**
 * Runs passes on at most so many threads; the rest wait in their order. A free thread goes to the pass that has the fewest,
 * and where a pass waits that has none, one with several gives one up: many files run side by side, and a single large
 * one on all threads.
 */
export class ThreadPool {
  readonly #workerUrl: URL
  readonly #threads: number
  readonly #all = new Set<PoolThread>()
  readonly #idle: PoolThread[] = []
  readonly #entries = new Set<Entry>()
  #closed = false

  constructor(workerUrl: URL, threads: number) {
    this.#workerUrl = workerUrl
    this.#threads = threads
  }

  /**
   * What became of the pass's parts, once all of them are over. Throws CANCELLED where it was cancelled while no thread
   * had it, or the pool is closed.
   */
  run(pass: PoolPass): Promise<readonly PartEnd[]> {
    if (this.#closed || pass.signal.aborted) return Promise.reject(cancelled())
    return new Promise((resolve, reject) => {
      const onAbort = (): void => this.#cancel(entry)
      const leave = (): void => {
        this.#entries.delete(entry)
        pass.signal.removeEventListener('abort', onAbort)
      }
      const entry: Entry = {
        pass,
        parts: new Set(),
        ends: [],
        bytesDone: 0,
        closed: false,
        settle: (ends) => {
          leave()
          resolve(ends)
        },
        refuse: (error) => {
          leave()
          reject(error)
        },
      }
      pass.signal.addEventListener('abort', onAbort)
      this.#entries.add(entry)
      this.#dispatch()
    })
  }

  /** Ends every thread; what waits is refused, what runs is lost. Settles once all have ended. */
  async close(): Promise<void> {
    this.#closed = true
    for (const entry of this.#entries) if (entry.parts.size === 0) entry.refuse(cancelled())
    await Promise.all([...this.#all].map((thread) => thread.end()))
  }

  #dispatch(): void {
    if (this.#closed) return
    for (;;) {
      const entry = this.#neediest()
      if (entry === undefined) return
      const thread = this.#idle.pop() ?? (this.#all.size < this.#threads ? this.#start() : undefined)
      if (thread === undefined) return this.#makeRoom(entry)
      this.#begin(entry, thread)
    }
  }

  /** Of the passes that another thread would help, the one with the fewest, and of those the oldest. */
  #neediest(): Entry | undefined {
    let found: Entry | undefined
    for (const entry of this.#entries) {
      if (entry.parts.size >= (found?.parts.size ?? entry.pass.atMost) || !hasWork(entry)) continue
      found = entry
    }
    return found
  }

  /** Asks for one thread of the pass with the most, where that pass would still have as many as the needy one then has. */
  #makeRoom(needy: Entry): void {
    let richest = needy
    for (const entry of this.#entries) {
      if ([...entry.parts].some((part) => part.leaving)) return
      if (entry.parts.size > richest.parts.size) richest = entry
    }
    if (richest.parts.size - needy.parts.size < 2) return
    const [part] = richest.parts
    if (part === undefined) return
    part.leaving = true
    part.thread.leave()
  }

  #start(): PoolThread {
    const thread = new PoolThread(this.#workerUrl, () => {
      this.#all.delete(thread)
      const at = this.#idle.indexOf(thread)
      if (at !== -1) this.#idle.splice(at, 1)
    })
    this.#all.add(thread)
    return thread
  }

  #begin(entry: Entry, thread: PoolThread): void {
    const part: Part = { thread, bytes: 0, leaving: false }
    entry.parts.add(part)
    const onProgress = (bytes: number): void => {
      part.bytes = bytes
      entry.pass.onProgress([...entry.parts].reduce((sum, each) => sum + each.bytes, entry.bytesDone))
    }
    void thread.run(entry.pass.task, onProgress).then((end) => this.#ended(entry, part, end))
  }

  #ended(entry: Entry, part: Part, end: PartEnd): void {
    entry.parts.delete(part)
    entry.bytesDone += end.kind === 'done' ? entry.pass.bytesOf(end.result) : part.bytes
    entry.ends.push(end)
    if (end.kind !== 'lost') this.#idle.push(part.thread)
    if (end.kind !== 'done') entry.closed = true
    // Its frames are nobody's now, so the whole is worth nothing: the others need not go on.
    if (end.kind === 'lost') for (const other of entry.parts) other.thread.stop()
    if (entry.parts.size === 0) {
      if (!hasWork(entry)) entry.settle(entry.ends)
      else if (this.#closed) entry.refuse(cancelled())
    }
    this.#dispatch()
  }

  #cancel(entry: Entry): void {
    entry.closed = true
    if (entry.parts.size === 0) return entry.refuse(cancelled())
    for (const part of entry.parts) part.thread.stop()
  }
}

function hasWork({ closed, parts, ends, pass }: Entry): boolean {
  if (closed) return false
  return parts.size + ends.length === 0 || pass.anyLeft()
}
