import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../main/secret/secret.ts'
import { changeStore } from './change-store.ts'
import type { Migration } from './migrations.ts'
import type { StoreFiles } from './store-files.ts'
import type { StorePaths } from './store-paths.ts'
import { readIdentity } from './read-store-row.ts'

export interface MigrationPlan {
  readonly migrations: readonly Migration[]
  readonly paths: StorePaths
  readonly files: StoreFiles
  /** Called after each step with the store's new epoch, which the keychain must learn before the next step. */
  readonly onEpoch: (storeId: string, epoch: number) => Promise<void>
}

/**
 * Brings an opened, checked store to the newest version, step by step. Before each step a whole copy (`VACUUM INTO`) is
 * on the disk beside it. Throws SQLite's and Node's errors; the store then stands at the last finished step.
 */
export async function migrateStore(
  database: DatabaseSync,
  storeKey: Secret,
  { migrations, paths, files, onEpoch }: MigrationPlan,
): Promise<void> {
  for (const { to, apply } of migrations) {
    if (to <= versionOf(database)) continue
    const copy = paths.copyBefore(to, readIdentity(database).epoch)
    // A copy of the same epoch is left from a step that did not finish, perhaps half written.
    files.remove(copy)
    database.prepare('VACUUM INTO ?').run(copy)
    files.finish(copy)
    files.syncFolder(paths.folder)
    const { storeId, epoch } = changeStore(database, storeKey, {
      altersTables: true,
      change: (open) => {
        apply(open)
        open.exec(`PRAGMA user_version = ${to}`)
      },
      read: readIdentity,
    })
    await onEpoch(storeId, epoch)
  }
}

/** The schema version of an open store. */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}
