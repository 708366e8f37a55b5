import type { FileRecord } from '../../shared/model/file-record.ts'
import type { VaultErrorCode } from '../../shared/vault-error.ts'
import type { CatalogCoverage } from './coverage/catalog-coverage.ts'
import type { CatalogKeys } from './cached-keys/threaded-key-cache.ts'

/** A record as it is handed to the store: its paths may have been left out. */
export interface KeptRecord extends Omit<FileRecord, 'source'> {
  readonly source: string | null
}

/** An entry of the history. Its paths may have been forgotten since. */
export interface CatalogRow extends Omit<KeptRecord, 'seen' | 'sourceGone'> {
  readonly id: number
}

/** What to list: rows older than `before`, newest first, that hold `find` in a path, a door or a key material id. */
export interface CatalogQuery {
  /** A row's id; null = from the newest. */
  readonly before: number | null
  readonly find: string
  readonly limit: number
}

export interface CatalogPage {
  readonly rows: readonly CatalogRow[]
  /** The `before` of the next page; null at the end. */
  readonly next: number | null
  /** Rows kept in all. */
  readonly total: number
}

/**
 * What was done to which file, under which keys. Kept in a thread of its own, so that no caller ever waits for the disk:
 * a record is handed over and written soon after, several in one transaction. A catalog that fails keeps no file from
 * being worked on.
 */
export interface Catalog {
  /** Hands a record over. Never throws. */
  record(record: FileRecord): void
  /** Everything recorded before is in what it gives. Throws CATALOG_UNAVAILABLE, CATALOG_NEWER_VERSION. */
  list(query: CatalogQuery): Promise<CatalogPage>
  /** The rows with these ids, those that are gone left out. Throws as `list`. */
  rows(ids: readonly number[]): Promise<readonly CatalogRow[]>
  /**
   * Whether a message with this header (SHA-256, hexadecimal) was written here, or read to its end: a header that was only
   * looked at, or whose message did not open, is none. Throws as `list`.
   */
  knowsHeader(headerHash: string): Promise<boolean>
  /**
   * Removes all rows, or all paths in them, also from the file's free pages and its log, and with either the damaged files
   * that were set aside. Throws as `list`.
   */
  clear(what: 'all' | 'paths'): Promise<void>
  readonly coverage: CatalogCoverage
  /** Keys of AWS as they were last read. */
  readonly keys: CatalogKeys
  /** Why records could not be written lately; null = they are. */
  readonly problem: VaultErrorCode | null
  /** At most once a second. Returns the unsubscriber. */
  onChange(listener: () => void): () => void
  /** Writes what was handed over and ends the thread. */
  close(): Promise<void>
}
