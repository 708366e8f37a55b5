import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'

const sampleEveryMs = 10
const mebibyte = 1024 ** 2

/** The resident memory of some processes together: what it was idle, and the most that was seen of it. In MiB. */
export class PeakMemory {
  readonly idle: number
  readonly #pids: readonly number[]
  #peak: number

  private constructor(pids: readonly number[]) {
    this.#pids = pids
    this.idle = residentMiB(pids)
    this.#peak = this.idle
  }

  /** Watches processes that are idle now. */
  static of(pids: readonly number[]): PeakMemory {
    return new PeakMemory(pids)
  }

  get aboveIdle(): number {
    return this.#peak - this.idle
  }

  /** Forgets the peak, not what was idle. */
  restart(): void {
    this.#peak = this.idle
  }

  /** Samples while `act` runs. */
  async watch<T>(act: () => Promise<T>): Promise<T> {
    const look = (): void => {
      this.#peak = Math.max(this.#peak, residentMiB(this.#pids))
    }
    const timer = setInterval(look, os.platform() === 'linux' ? sampleEveryMs : 50 * sampleEveryMs)
    try {
      return await act()
    } finally {
      clearInterval(timer)
      look()
    }
  }
}

function residentMiB(pids: readonly number[]): number {
  return os.platform() === 'linux' ? fromProc(pids) : fromPs(pids)
}

/** Shared pages count in each process that holds them. */
function fromProc(pids: readonly number[]): number {
  const kib = pids.map((pid) => {
    const text = readFileSync(`/proc/${pid}/status`, 'latin1')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0)
  })
  return (kib.reduce((sum, one) => sum + one, 0) * 1024) / mebibyte
}

function fromPs(pids: readonly number[]): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8' })
  const kib = stdout.split(/\s+/).reduce((sum, one) => sum + Number(one), 0)
  return (kib * 1024) / mebibyte
}
