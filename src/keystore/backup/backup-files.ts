import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { diskFiles, type StoreFiles } from '../store/store-files.ts'

/** The file operations of backups, beside those of the store. Each throws Node's error. Tests hand in doubles that fail. */
export interface BackupFiles extends StoreFiles {
  /** Makes a new file (0600) of these parts, on the disk. */
  create(path: string, parts: readonly Uint8Array[]): void
  /** At most `most` bytes from the beginning; undefined where it is no regular file, or longer than `longest`. */
  read(path: string, most: number, longest: number): Buffer | undefined
}

export const diskBackupFiles: BackupFiles = {
  ...diskFiles,
  create(path, parts) {
    const file = openSync(path, 'wx', 0o600)
    try {
      for (const part of parts)
        for (let written = 0; written < part.length;) written += writeSync(file, part, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  },
  read(path, most, longest) {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const facts = fstatSync(file)
      if (!facts.isFile() || facts.size > longest) return undefined
      const bytes = Buffer.alloc(Math.min(facts.size, most))
      let filled = 0
      while (filled < bytes.length) {
        const count = readSync(file, bytes, filled, bytes.length - filled, filled)
        if (count === 0) break
        filled += count
      }
      return bytes.subarray(0, filled)
    } finally {
      closeSync(file)
    }
  },
}
