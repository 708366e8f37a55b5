import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { removeQuietly } from '../store/remove-quietly.ts'
import { readIdentity } from '../store/store-rows.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { listSnapshots } from './list-snapshots.ts'
import { openCopy } from './open-copy.ts'
import { writeSnapshot } from './write-snapshot.ts'

export const mostSnapshots = 10
/** Milliseconds between two that are kept for good. */
export const snapshotPause = 5 * 60_000
/** Bytes up to which a copy costs no more than the change itself. */
const cheapSize = 1024 * 1024

/**
 * Takes a snapshot after changes. A small store is copied after each one, and of the copies of five minutes only the first
 * and the newest stay, so that a busy minute does not push out last week's; a large one is copied once in five minutes.
 * Time is that of a clock that nobody sets. Quiet: a change stands with or without its snapshot.
 */
export class SnapshotKeeper {
  readonly #deps: VaultDeps
  #takenAt: number | undefined
  /** When the last one was taken that stays. */
  #keptAt: number | undefined
  /** The newest one, where the next takes its place. */
  #provisional: string | undefined

  constructor(deps: VaultDeps) {
    this.#deps = deps
  }

  /** Whether the store has changes that no snapshot has. One of a store that was set aside may have a higher epoch. */
  isBehind(database: DatabaseSync): boolean {
    const { storeId, epoch } = readIdentity(database)
    const { snapshots } = this.#deps.paths
    const newest = listSnapshots(this.#deps).find(({ name }) => isOf(storeId, join(snapshots, name)))
    return newest === undefined || newest.epoch !== epoch
  }

  /** The newest one stays, because a person chose it or may need it. */
  keepNewest(): void {
    this.#provisional = undefined
  }

  takeWhereDue(database: DatabaseSync): void {
    try {
      const now = this.#deps.monotonic()
      const isCheap = sizeOf(database) <= cheapSize
      const isRecent = this.#takenAt !== undefined && now - this.#takenAt < snapshotPause
      if ((isRecent && !isCheap) || !this.isBehind(database)) return
      const replaced = this.#provisional
      const name = writeSnapshot(this.#deps, database)
      if (replaced !== undefined) this.#remove(replaced)
      const stays = this.#keptAt === undefined || now - this.#keptAt >= snapshotPause
      this.#note(stays ? { keptAt: now } : { provisional: name })
      pruneSnapshots(this.#deps, database)
    } catch {
      // The next change tries again; the health page shows how old the newest one is.
    }
  }

  /** One that stays. Throws SQLite's and Node's errors. */
  take(database: DatabaseSync): string {
    const name = writeSnapshot(this.#deps, database)
    this.#note({ keptAt: this.#deps.monotonic() })
    pruneSnapshots(this.#deps, database)
    return name
  }

  #note({ keptAt, provisional }: { readonly keptAt?: number; readonly provisional?: string }): void {
    this.#takenAt = this.#deps.monotonic()
    this.#keptAt = keptAt ?? this.#keptAt
    this.#provisional = provisional
  }

  #remove(name: string): void {
    removeQuietly(join(this.#deps.paths.snapshots, name), this.#deps.files)
  }
}

function sizeOf(database: DatabaseSync): number {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  return pages * Number(database.prepare('PRAGMA page_size').get()?.['page_size'])
}

/** Keeps the newest of this store. Those of a store that was set aside are its only copies, and stay. */
function pruneSnapshots(deps: VaultDeps, database: DatabaseSync): void {
  const { storeId } = readIdentity(database)
  const all = listSnapshots(deps).map(({ name }) => join(deps.paths.snapshots, name))
  if (all.length <= mostSnapshots) return
  const own = all.filter((path) => isOf(storeId, path))
  for (const path of own.slice(mostSnapshots)) removeQuietly(path, deps.files)
}

/** What cannot be read is nobody's. */
export function isOf(storeId: string, path: string): boolean {
  let copy: DatabaseSync | undefined
  try {
    copy = openCopy(path)
    return readIdentity(copy).storeId === storeId
  } catch {
    return true
  } finally {
    copy?.close()
  }
}
