import path from 'node:path'
import type { HistoryEntry } from '../../shared/model/history.ts'
import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import type { Catalog, CatalogRow } from './catalog.ts'
import type { HistoryPort } from './history-port.ts'

export interface HistoryOptions {
  readonly catalog: Pick<Catalog, 'list' | 'rows' | 'clear' | 'problem'>
  /** A folder as a person reads it. */
  readonly labelFolder: (folder: string) => string
}

/** The catalog as the page sees it: names and labels, never a path. */
export function createHistory({ catalog, labelFolder }: HistoryOptions): HistoryPort {
  return {
    list: async (query) => {
      try {
        const { rows, next, total } = await catalog.list(query)
        return {
          entries: rows.map((row) => entryOf(row, labelFolder)),
          next,
          total,
          problem: catalog.problem,
        }
      } catch (error) {
        // A state of the page, not a failure of the call.
        if (!isVaultError(error)) throw error
        return { entries: [], next: null, total: 0, problem: error.code }
      }
    },
    clear: (what) => catalog.clear(what),
    paths: async (ids) => (await catalog.rows(ids)).flatMap((row) => messagePathOf(row) ?? []),
    revealTarget: async (id) => {
      const [row] = await catalog.rows([id])
      const target = row && (row.result ?? row.source)
      if (target) return target
      throw new VaultError('JOB_NOT_FOUND', 'where this file was is no longer known')
    },
  }
}

/** Where the message of an entry lies: what was made, or what was opened or verified. Null where that was forgotten, or none was made. */
function messagePathOf({ action, source, result }: CatalogRow): string | null {
  const writesMessage = action === 'encrypt' || action === 'pack' || action === 'move'
  return writesMessage ? result : source
}

function entryOf(row: CatalogRow, labelFolder: (folder: string) => string): HistoryEntry {
  const { source, result, doors, ...rest } = row
  const named = (file: string | null) => ({
    name: file && path.basename(file),
    folder: file && labelFolder(path.dirname(file)),
  })
  const from = named(source)
  const to = named(result)
  return {
    ...rest,
    name: from.name,
    folder: from.folder,
    resultName: to.name,
    resultFolder: to.folder,
    doors: doors.map((door) => door.label),
    keyMaterialIds: [...new Set(doors.flatMap((door) => door.keyMaterialId ?? []))],
  }
}
