import type { Files, OpenedFile } from '../../src/main/jobs/files/files.ts'
import { secondsFrom } from '../timing.ts'

/** Files whose flushes are done and clocked. */
export interface FlushClock {
  readonly files: Files
  /** Seconds in which at least one flush was under way, since the last call. */
  take(): number
}

/** `real` with a clock on every flush, so that a figure can leave them out although they are done. */
export function flushClock(real: Files): FlushClock {
  let underWay = 0
  let since = 0
  let total = 0
  const clocked = async (flush: () => Promise<void>): Promise<void> => {
    if (underWay === 0) since = performance.now()
    underWay += 1
    try {
      await flush()
    } finally {
      underWay -= 1
      if (underWay === 0) total += secondsFrom(since)
    }
  }
  const watched = (file: OpenedFile): OpenedFile => ({ ...file, sync: () => clocked(() => file.sync()) })
  return {
    files: {
      ...real,
      create: async (path, mode) => watched(await real.create(path, mode)),
      syncFolder: (path) => clocked(() => real.syncFolder(path)),
    },
    take: () => {
      const taken = total
      total = 0
      return taken
    },
  }
}
