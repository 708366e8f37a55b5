import fs from 'node:fs'
import type { BigIntStats } from 'node:fs'
import { promisify } from 'node:util'
import type { FileFacts, FileKind, OpenedFile } from './files.ts'
import { fileError } from './file-error.ts'
import type { FileOperation } from './file-error.ts'

const fstat = promisify(fs.fstat)
const fchmod = promisify(fs.fchmod)
const futimes = promisify(fs.futimes)
const fsync = promisify(fs.fsync)
const close = promisify(fs.close)

function kindOf(stats: BigIntStats): FileKind {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'link' : 'other'
}

/** The facts of a `stat` with 64-bit numbers. */
export function factsOf(stats: BigIntStats): FileFacts {
  return {
    kind: kindOf(stats),
    device: stats.dev,
    inode: stats.ino,
    size: Number(stats.size),
    mode: Number(stats.mode & 0o777n),
    modifiedNs: stats.mtimeNs,
    changedNs: stats.ctimeNs,
  }
}

/** Runs one file operation and turns the system's error into a VaultError. */
export async function attempt<T>(operation: FileOperation, path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw fileError(error, operation, path)
  }
}

/** A time as Node's file calls take it. Whole seconds stay whole: nanoseconds since 1970 are more than a number holds. */
export function secondsOf(modifiedNs: bigint): number {
  return Number(modifiedNs / 1_000_000_000n) + Number(modifiedNs % 1_000_000_000n) / 1e9
}

type Transferred = (error: NodeJS.ErrnoException | null, count: number) => void

function transfer(start: (done: Transferred) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    start((error, count) => {
      if (error === null) resolve(count)
      else reject(error)
    })
  })
}

/** An OpenedFile over a descriptor that is open already: by `NodeFiles`, or by the thread that lent it to this one. */
export function openedFile(descriptor: number, name: string): OpenedFile {
  // The number of a closed descriptor is soon another file's: it is closed once, however often it is asked for.
  let closing: Promise<void> | undefined
  return {
    descriptor,
    facts: () => attempt('look at', name, async () => factsOf(await fstat(descriptor, { bigint: true }))),
    read: (into, position) =>
      attempt('read', name, () =>
        transfer((done) => fs.read(descriptor, into, 0, into.length, position, done)),
      ),
    write: (from, position) =>
      attempt('write', name, () =>
        transfer((done) => fs.write(descriptor, from, 0, from.length, position, done)),
      ),
    setMode: (mode) => attempt('set the mode of', name, () => fchmod(descriptor, mode)),
    setModified: (modifiedNs) =>
      attempt('set the time of', name, () =>
        futimes(descriptor, secondsOf(modifiedNs), secondsOf(modifiedNs)),
      ),
    sync: () => attempt('flush', name, () => fsync(descriptor)),
    close: () => (closing ??= attempt('close', name, () => close(descriptor))),
  }
}
