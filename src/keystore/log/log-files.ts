import { lstatSync } from 'node:fs'
import { diskFiles, type StoreFiles } from '../store/store-files.ts'

/** The file operations around the log's SQLite file. Tests hand in doubles that fail. */
export interface LogFiles extends StoreFiles {
  /** Tells one file from another that took its name; undefined where there is none. */
  identityOf(path: string): string | undefined
}

export const diskLogFiles: LogFiles = {
  ...diskFiles,
  identityOf(path) {
    const stats = lstatSync(path, { throwIfNoEntry: false, bigint: true })
    return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`
  },
}
