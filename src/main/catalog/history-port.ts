import type { HistoryPage } from '../../shared/model/history.ts'

/** What to list: entries older than `before`, newest first, that hold `find`. */
export interface HistoryQuery {
  readonly before: number | null
  readonly find: string
  readonly limit: number
}

/** What was done to files earlier, for the IPC handlers. Paths stay in the main process. */
export interface HistoryPort {
  list(query: HistoryQuery): Promise<HistoryPage>
  clear(what: 'all' | 'paths'): Promise<void>
  /** Paths of the messages that entries speak of; entries whose path was forgotten are left out. */
  paths(ids: readonly number[]): Promise<readonly string[]>
  /** The path to show in the system's file manager. Throws JOB_NOT_FOUND where it is not known. */
  revealTarget(id: number): Promise<string>
}
