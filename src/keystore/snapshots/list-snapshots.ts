import { join } from 'node:path'
import type { VaultDeps } from '../vault-deps.ts'
import { parseSnapshotName, type NamedSnapshot } from './snapshot-names.ts'

type Folder = Pick<VaultDeps, 'files' | 'paths'>

/** The snapshots by their names, newest first; empty where there are none, or where the folder cannot be read. */
export function listSnapshots({ files, paths }: Folder): readonly NamedSnapshot[] {
  try {
    if (files.kindOf(paths.snapshots) !== 'other') return []
    return files
      .list(paths.snapshots)
      .map(parseSnapshotName)
      .filter((named) => named !== undefined)
      .filter(({ name }) => files.kindOf(join(paths.snapshots, name)) === 'file')
      .sort((a, b) => (a.name < b.name ? 1 : -1))
  } catch {
    return []
  }
}
