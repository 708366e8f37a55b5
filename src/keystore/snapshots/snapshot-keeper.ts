import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { ResealSource } from '../protection/reseal-store.ts'
import { isWhole } from '../store/is-whole.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { storeFault } from '../store/store-fault.ts'
import { readIdentity } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { contentOf } from './content-of.ts'
import { listSnapshots } from './list-snapshots.ts'
import { pruneSnapshots } from './prune-snapshots.ts'
import { readCopy } from './read-copy.ts'
import { writeSnapshot } from './write-snapshot.ts'

/** Milliseconds between two that are kept for good. */
export const snapshotPause = 5 * 60_000
/** Bytes up to which a copy costs no more than the change itself. */
const cheapSize = 1024 * 1024

/**
 * Takes a snapshot after changes. A small store is copied after each one, and of the copies of five minutes only the first
 * and the newest stay, so that a busy minute does not push out last week's; a large one is copied once in five minutes.
 * Time is that of a clock that nobody sets. Quiet: a change stands with or without its snapshot. An older copy is removed
 * only once a newer one was looked through and is whole.
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

  /** The newest one stays, because a person chose it or may need it. */
  keepNewest(): void {
    this.#provisional = undefined
  }

  /** Returns what became of it: `storeDamaged` where the store itself is not whole any more. Never throws. */
  async takeWhereDue(sealed: ResealSource): Promise<'fine' | 'storeDamaged'> {
    try {
      const now = this.#deps.monotonic()
      const isCheap = sizeOf(sealed.database) <= cheapSize
      const isRecent = this.#takenAt !== undefined && now - this.#takenAt < snapshotPause
      if ((isRecent && !isCheap) || !this.#isBehind(sealed.database)) return 'fine'
      const replaced = this.#provisional
      const name = await this.#write(sealed)
      if (replaced !== undefined) this.#remove(replaced)
      const stays = this.#keptAt === undefined || now - this.#keptAt >= snapshotPause
      this.#note(stays ? { keptAt: now } : { provisional: name })
      pruneSnapshots(this.#deps, sealed.database)
      return 'fine'
    } catch (error) {
      // The next change tries again; the health page shows how old the newest one is.
      return storeFault(error).code === 'KEYSTORE_DAMAGED' ? 'storeDamaged' : 'fine'
    }
  }

  /** One that stays. Throws KEYSTORE_DAMAGED where the store itself is not whole any more, and the disk's errors. */
  async take(sealed: ResealSource): Promise<string> {
    const name = await this.#write(sealed)
    this.#note({ keptAt: this.#deps.monotonic() })
    pruneSnapshots(this.#deps, sealed.database)
    return name
  }

  /** A copy may be torn by its own disk; only what the store itself says is held against the store. */
  async #write(sealed: ResealSource): Promise<string> {
    try {
      return await writeSnapshot(this.#deps, sealed)
    } catch (error) {
      const fault = storeFault(error)
      const { database, storeKey } = sealed
      if (fault.code !== 'KEYSTORE_DAMAGED' || !(await isWhole(database, storeKey))) throw fault
      throw new VaultError('DISK_FAILED', 'the copy is not what was written; the key store itself is whole', {
        cause: error,
      })
    }
  }

  /** Whether the store has something that no snapshot has. One of a store that was set aside may have a higher epoch. */
  #isBehind(database: DatabaseSync): boolean {
    const { storeId, epoch } = readIdentity(database)
    for (const named of listSnapshots(this.#deps)) {
      const path = join(this.#deps.paths.snapshots, named.name)
      if (readCopy(path, readIdentity)?.storeId !== storeId) continue
      return named.epoch !== epoch && readCopy(path, contentOf) !== contentOf(database)
    }
    return true
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
