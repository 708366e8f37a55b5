import type { DatabaseSync } from 'node:sqlite'
import type { RecordedDoor, SeenMessage } from '../../../shared/model/file-record.ts'
import type { CatalogRow } from '../catalog.ts'
import { doorOf, rowOf } from '../stored-rows.ts'
import { KnownFiles } from './known-files.ts'
import { leftItsFolder } from './left-its-folder.ts'

/**
 * Fills the known files from a history of version 1, oldest entry first. That version did not write down every door of a
 * message that was opened, nor what became of a message that was moved: it stays known unless the new one has its name.
 * Runs inside the transaction of whoever calls. Throws SQLite's errors.
 */
export function knownFilesOfVersion1(database: DatabaseSync): void {
  const known = new KnownFiles(database, leftItsFolder)
  const doorsOf = database.prepare('SELECT * FROM doors WHERE file = ? ORDER BY place')
  const done = database.prepare('SELECT * FROM files WHERE code IS NULL ORDER BY id')
  for (const stored of done.iterate()) {
    const row = readRow(stored, () => doorsOf.all(Number(stored['id'])).map(doorOf))
    if (row !== null) known.note({ ...row, seen: seenIn(row), sourceGone: false }, row.id)
  }
}

/** A row that cannot be read keeps nobody from the rest. */
function readRow(stored: unknown, doors: () => readonly RecordedDoor[]): CatalogRow | null {
  try {
    return rowOf(stored, doors())
  } catch {
    return null
  }
}

function seenIn({ action, headerHash, size, resultSize, doors }: CatalogRow): readonly SeenMessage[] {
  if (headerHash === null) return []
  const isWritten = action === 'encrypt' || action === 'pack' || action === 'move'
  const lies = isWritten
    ? ({ at: 'result', size: resultSize ?? size } as const)
    : ({ at: 'source', size } as const)
  return [{ ...lies, headerHash, writtenAt: null, doors }]
}
