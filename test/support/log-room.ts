import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ActivityLog } from '../../src/keystore/log/activity-log.ts'
import type { LogAnchor } from '../../src/keystore/log/log-anchor.ts'
import { diskLogFiles, type LogFiles } from '../../src/keystore/log/log-files.ts'
import { logPaths } from '../../src/keystore/log/log-paths.ts'
import { randomUuid } from '../../src/keystore/random-ids.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { plainActivity, type ActivityCheck, type NewActivity } from '../../src/shared/model/activity.ts'
import { countedRandom } from './vault-bench.ts'
import { seededBytes } from './seeded-bytes.ts'
import { roomFolder } from './room-folder.ts'

const random = countedRandom()
export const storeId = '11111111-2222-4333-8444-555555555555'

/** Groups are written after each turn. */
export const atOnce = {
  soon: (write: () => void): void => void setImmediate(write),
  took: () => undefined,
}

/** An activity log in a folder of its own, beside a store of which there is only the key and the anchor. */
export class LogRoom {
  readonly folder = roomFolder('keyhold-log-')
  readonly paths = logPaths(this.folder)
  readonly #open: ActivityLog[] = []
  /** What the store remembers of the log. */
  anchor: LogAnchor | null = null
  storeId = storeId

  start(files: LogFiles = diskLogFiles): ActivityLog {
    const log = new ActivityLog({
      paths: this.paths,
      files,
      now: () => new Date('2026-11-23T09:00:00.000Z'),
      newId: () => randomUuid(random),
      wait: atOnce,
    })
    this.#open.push(log)
    return log
  }

  /** A log whose store is open. */
  startOpen(files: LogFiles = diskLogFiles): ActivityLog {
    const log = this.start(files)
    this.openStore(log)
    return log
  }

  openStore(log: ActivityLog): void {
    log.opened({
      storeId: this.storeId,
      anchor: this.anchor,
      storeKey: Secret.take(seededBytes(this.storeId, 1, 32)),
    })
  }

  /** A change of the store: it remembers the log's end. */
  changeStore(log: ActivityLog): void {
    const database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT')
    log.anchorIn(database)
    const note = database.prepare('SELECT value FROM notes').get()
    database.close()
    if (typeof note?.['value'] === 'string') this.anchor = JSON.parse(note['value']) as LogAnchor
  }

  /** Changes the file behind the log's back; no log may have it open. */
  tamper(change: (database: DatabaseSync) => unknown): void {
    const database = new DatabaseSync(this.paths.file)
    try {
      change(database)
    } finally {
      database.close()
    }
  }

  /** What a new process finds that opens the store. */
  async found(): Promise<ActivityCheck> {
    const log = this.startOpen()
    try {
      return await log.check()
    } finally {
      log.close()
    }
  }

  remove(): void {
    for (const log of this.#open) log.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** An entry of some kind. */
export function entry(what = 'WrapDataKey', changes: Partial<NewActivity> = {}): NewActivity {
  return { ...plainActivity, area: 'keys', what, service: 'local', ...changes }
}
