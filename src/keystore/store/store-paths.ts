import { join } from 'node:path'

/** The names of a store's files inside its own folder. */
export interface StorePaths {
  readonly folder: string
  readonly file: string
  /** SQLite's write-ahead log. */
  readonly log: string
  /** A store being made, before it has its final name. `storeId` keeps two makers apart. */
  unfinished(storeId: string): string
  isUnfinished(path: string): boolean
  /** The store out of a backup while it is restored. No look at the store in between may take it for an unfinished one. */
  restoring(id: string): string
  isRestoring(path: string): boolean
  /** Wrong passphrases since the last right one. */
  readonly tries: string
  /** The copy made before a migration. */
  copyBefore(version: number, epoch: number): string
  /** The copy made before an older store was opened for good: its time, and a number where there are several. */
  olderCopy(at: Date, number: number): string
  /** A store that was set aside for another one in its place. */
  setAside(at: Date, number: number): string
  isSetAside(path: string): boolean
  /** A copy that was made before a migration, or before an older store was opened for good. */
  isOwnCopy(path: string): boolean
  /** A store that was being made or restored when the process ended: nothing opens it. */
  isLeftBehind(path: string): boolean
  /** The folder of the snapshots. */
  readonly snapshots: string
}

export function storePaths(folder: string): StorePaths {
  const dated = (what: string, at: Date, number: number): string =>
    `${file}.${what}-${at.toISOString().replaceAll(':', '-')}${number === 1 ? '' : `-${number}`}`
  const file = join(folder, 'keystore.sqlite')
  const prefix = `${file}.new-`
  return {
    folder,
    file,
    log: `${file}-wal`,
    unfinished: (storeId) => `${prefix}${storeId}`,
    isUnfinished: (path) => path.startsWith(prefix),
    restoring: (id) => `${file}.restoring-${id}`,
    isRestoring: (path) => path.startsWith(`${file}.restoring-`),
    tries: join(folder, 'unlock-tries.json'),
    copyBefore: (version, epoch) => `${file}.before-version-${version}-epoch-${epoch}`,
    olderCopy: (at, number) => dated('older-copy', at, number),
    setAside: (at, number) => dated('set-aside', at, number),
    isSetAside: (path) => path.startsWith(`${file}.set-aside-`),
    isOwnCopy: (path) => path.startsWith(`${file}.before-version-`) || path.startsWith(`${file}.older-copy-`),
    isLeftBehind: (path) => path.startsWith(prefix) || path.startsWith(`${file}.restoring-`),
    snapshots: join(folder, 'snapshots'),
  }
}
