import { randomUuid } from '../random-ids.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { ActivityLog } from './activity-log.ts'
import { GroupWait } from './group-wait.ts'
import { diskLogFiles, type LogFiles } from './log-files.ts'
import { logPaths } from './log-paths.ts'

export interface StartActivityLogOptions {
  /** The store's folder; absolute. */
  readonly directory: string
  readonly random: RandomBytes
  readonly now: () => Date
  readonly files?: LogFiles
}

/** The log of a keystore process. Its file is opened by the first entry. */
export function startActivityLog({ directory, random, now, files }: StartActivityLogOptions): ActivityLog {
  return new ActivityLog({
    paths: logPaths(directory),
    files: files ?? diskLogFiles,
    now,
    newId: () => randomUuid(random),
    wait: new GroupWait(),
  })
}
