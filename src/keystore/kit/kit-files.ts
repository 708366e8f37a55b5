import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import { storeFault } from '../store/store-fault.ts'
import { diskFiles } from '../store/store-files.ts'

/** The file operations around sheets. Tests hand in doubles that fail. Each throws Node's error. */
export interface KitFiles {
  /** A new file (0600), whole and on the disk; EEXIST where the name is taken. What could not be written whole is removed. */
  create(path: string, bytes: Uint8Array): void
  /** At most `most` bytes of a regular file; undefined where it is longer, or something else. */
  read(path: string, most: number): Uint8Array | undefined
  remove(path: string): void
}

export const diskKitFiles: KitFiles = {
  create(path, bytes) {
    const file = openSync(path, 'wx', 0o600)
    try {
      try {
        let written = 0
        while (written < bytes.length) written += writeSync(file, bytes, written)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      diskFiles.syncFolder(dirname(path))
    } catch (error) {
      rmSync(path, { force: true })
      throw error
    }
  },
  read(path, most) {
    // A pipe without a writer would hold the process.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = fstatSync(file)
      if (!fstatSync(file).isFile() || size > most) return undefined
      const bytes = Buffer.alloc(size)
      let filled = 0
      while (filled < size) {
        const count = readSync(file, bytes, filled, size - filled, filled)
        if (count === 0) break
        filled += count
      }
      return bytes.subarray(0, filled)
    } finally {
      closeSync(file)
    }
  },
  remove: (path) => rmSync(path, { force: true }),
}

/**
 * Writes a new file, under the name or a numbered one beside it where it is taken, and returns its path. Never over a file.
 * Throws VaultError.
 */
export function writeNew(wanted: string, bytes: Uint8Array, files: Pick<KitFiles, 'create'>): string {
  const extension = extname(wanted)
  const stem = wanted.slice(0, wanted.length - extension.length)
  for (let number = 1; number < 1000; number += 1) {
    const path = number === 1 ? wanted : `${stem} (${number})${extension}`
    try {
      files.create(path, bytes)
      return path
    } catch (error) {
      if (!isTaken(error)) throw storeFault(error)
    }
  }
  throw new VaultError('TARGET_EXISTS', 'no free name was found beside it; choose another one')
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
