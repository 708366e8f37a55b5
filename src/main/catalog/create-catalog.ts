import type { FileRecord } from '../../shared/model/file-record.ts'
import { isVaultError } from '../../shared/vault-error.ts'
import type { VaultErrorCode } from '../../shared/vault-error.ts'
import type { Catalog, KeptRecord } from './catalog.ts'
import { CatalogThread } from './catalog-thread.ts'
import type { CatalogCoverage } from './coverage/catalog-coverage.ts'
import { threadedKeyCache } from './cached-keys/threaded-key-cache.ts'
import type { CatalogKeys } from './cached-keys/threaded-key-cache.ts'

export interface CreateCatalogOptions {
  /** The database file; made when first used. */
  readonly path: string
  /** The thread's entry: `catalog-worker.ts` from source, the built `catalog-worker.js` in the app. */
  readonly workerUrl: URL
  /** Asked for every record: a person may turn the history off, or its paths. */
  readonly choices: () => { readonly keep: boolean; readonly keepPaths: boolean }
}

/** Records are written together after so long; fewer flushes of the disk, and a crash loses no more than that. */
const gatherMs = 200
/** Most records that wait for a catalog that does not answer; older ones are dropped. */
const mostWaiting = 100_000
const newsEveryMs = 1000

/** The catalog of one profile. Nothing is read or made before the first record or question. */
export function createCatalog(options: CreateCatalogOptions): Catalog {
  return new ThreadedCatalog(options)
}

class ThreadedCatalog implements Catalog {
  readonly #options: CreateCatalogOptions
  readonly #thread: CatalogThread
  readonly #listeners = new Set<() => void>()
  #waiting: KeptRecord[] = []
  #gathering: NodeJS.Timeout | null = null
  #news: NodeJS.Timeout | null = null
  #writing: Promise<void> = Promise.resolve()
  problem: VaultErrorCode | null = null
  readonly keys: CatalogKeys

  constructor(options: CreateCatalogOptions) {
    this.#options = options
    this.#thread = new CatalogThread(options.workerUrl, { path: options.path })
    this.keys = threadedKeyCache({
      thread: this.#thread,
      now: () => new Date(),
      onMaterials: () => this.#announce(),
    })
  }

  record(record: FileRecord): void {
    const { keep, keepPaths } = this.#options.choices()
    if (!keep) return
    // Forgotten here already: a record does not wait with what it must not hold.
    this.#waiting.push(keepPaths ? record : { ...record, source: null, result: null })
    if (this.#waiting.length > mostWaiting) this.#waiting.shift()
    this.#gathering ??= setTimeout(() => void this.#flush(), gatherMs)
  }

  list: Catalog['list'] = async (query) => {
    await this.#flush()
    return this.#thread.ask('list', query)
  }

  rows: Catalog['rows'] = async (ids) => {
    await this.#flush()
    return this.#thread.ask('rows', { ids })
  }

  knowsHeader: Catalog['knowsHeader'] = async (headerHash) => {
    await this.#flush()
    return this.#thread.ask('knowsHeader', { headerHash })
  }

  readonly coverage: CatalogCoverage = {
    summary: async (listed) => {
      await this.#flush()
      return this.#thread.ask('coverage', { listed })
    },
    files: async (query) => {
      await this.#flush()
      return this.#thread.ask('coveredFiles', query)
    },
    paths: async (listed, selection) => {
      await this.#flush()
      return this.#thread.ask('coveredPaths', { listed, selection })
    },
  }

  clear: Catalog['clear'] = async (what) => {
    await this.#flush()
    await this.#thread.ask('clear', { what })
    this.#announce()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    await this.#flush()
    await this.#thread.close()
    if (this.#news !== null) clearTimeout(this.#news)
    this.#news = null
  }

  /** Writes what waits. What cannot be written is kept for the next time, and `problem` says why. */
  #flush(): Promise<void> {
    if (this.#gathering !== null) clearTimeout(this.#gathering)
    this.#gathering = null
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    const records = this.#waiting
    if (records.length === 0) return
    this.#waiting = []
    try {
      await this.#thread.ask('add', { records })
      this.problem = null
    } catch (error) {
      this.problem = isVaultError(error) ? error.code : 'CATALOG_UNAVAILABLE'
      this.#waiting = [...records, ...this.#waiting].slice(-mostWaiting)
    }
    this.#announce()
  }

  #announce(): void {
    this.#news ??= setTimeout(() => {
      this.#news = null
      for (const listener of this.#listeners) listener()
    }, newsEveryMs)
  }
}
