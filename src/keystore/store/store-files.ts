import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * The file operations around the store's SQLite file, each durable or throwing Node's error. Synchronous: the keystore
 * process does one thing at a time, as SQLite does. Tests hand in doubles that fail.
 */
export interface StoreFiles {
  /** Makes the folder for this user alone (0700), or makes an existing one so. */
  makeFolder(folder: string): void
  /** What stands under the name, links not followed. */
  kindOf(path: string): 'nothing' | 'file' | 'other'
  /** The first `length` bytes, or fewer where the file is shorter. */
  readStart(path: string, length: number): Uint8Array
  /** Permissions 0600 and fsync: the file is for this user alone and on the disk. */
  finish(path: string): void
  /** Gives the file its final name only if that is free; the old name may stay. Throws EEXIST where it is taken. */
  publish(from: string, to: string): void
  /** Gives the file a name that another may have: one of the two stands there at every moment. */
  replace(from: string, to: string): void
  /** A second name for the file, or a copy of it where there are no hard links. Throws EEXIST where it is taken. */
  keepAs(from: string, to: string): void
  /** Whether both names are those of one file. */
  isSame(path: string, other: string): boolean
  remove(path: string): void
  list(folder: string): readonly string[]
  syncFolder(folder: string): void
}

export const diskFiles: StoreFiles = {
  makeFolder(folder) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  },
  kindOf(path) {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return 'nothing'
    return stats.isFile() ? 'file' : 'other'
  },
  readStart(path, length) {
    const bytes = Buffer.alloc(length)
    return withFile(path, (file) => bytes.subarray(0, readSync(file, bytes, 0, length, 0)))
  },
  finish(path) {
    chmodSync(path, 0o600)
    withFile(path, fsyncSync, 'r+')
  },
  publish(from, to) {
    try {
      linkSync(from, to)
    } catch (error) {
      if (!hasNoHardLinks(error)) throw error
      // The app's own single-instance lock stands between this look and the rename.
      if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) throw taken(error)
      renameSync(from, to)
    }
  },
  replace(from, to) {
    renameSync(from, to)
  },
  keepAs(from, to) {
    try {
      linkSync(from, to)
    } catch (error) {
      if (!hasNoHardLinks(error)) throw error
      copyFileSync(from, to, constants.COPYFILE_EXCL)
      withFile(to, fsyncSync, 'r+')
    }
  },
  isSame(path, other) {
    const [a, b] = [path, other].map((each) => lstatSync(each, { bigint: true, throwIfNoEntry: false }))
    return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
  },
  remove(path) {
    rmSync(path, { force: true })
  },
  list: (folder) => readdirSync(folder).map((name) => join(folder, name)),
  syncFolder(folder) {
    // Windows opens no folder for fsync and keeps names in its journal.
    if (process.platform !== 'win32') withFile(folder, fsyncSync)
  },
}

function withFile<T>(path: string, use: (file: number) => T, flags = 'r'): T {
  const file = openSync(path, flags)
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

function hasNoHardLinks(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS' || code === 'EMLINK'
}

function taken(cause: unknown): Error {
  return Object.assign(new Error('the name is taken', { cause }), { code: 'EEXIST' })
}
