import { join } from 'node:path'

/** The names of the activity log's files, in the folder of the store. */
export interface LogPaths {
  readonly folder: string
  readonly file: string
  /** SQLite's write-ahead log of it. */
  readonly walOf: (path: string) => string
  /** A log being made, before it has its final name. */
  readonly unfinished: string
  /** Where a log that cannot be gone on with is kept: its time, and a number where there are several. */
  setAside(at: Date, number: number): string
}

export function logPaths(folder: string): LogPaths {
  const file = join(folder, 'activity.sqlite')
  return {
    folder,
    file,
    walOf: (path) => `${path}-wal`,
    unfinished: `${file}.new`,
    setAside: (at, number) =>
      `${file}.set-aside-${at.toISOString().replaceAll(':', '-')}${number === 1 ? '' : `-${number}`}`,
  }
}
