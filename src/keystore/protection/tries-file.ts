import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** The file that counts wrong passphrases. Every method throws Node's errors. */
export interface TriesFile {
  /** Null where there is none. */
  read(): string | null
  /** Whole and on the disk before it returns. */
  write(text: string): void
  remove(): void
}

/** Far above what is written. */
const mostBytes = 4096

export function triesFileAt(path: string): TriesFile {
  return {
    read() {
      const found = lstatSync(path, { throwIfNoEntry: false })
      if (found === undefined) return null
      // A pipe or a device would be read without end, and a link would let another file be believed.
      if (!found.isFile() || found.size > mostBytes) throw new Error('this is not what was written')
      return readFileSync(path, 'utf8')
    },
    write(text) {
      const fresh = `${path}.new`
      rmSync(fresh, { force: true })
      const file = openSync(fresh, 'wx', 0o600)
      try {
        writeSync(file, text)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(fresh, path)
      syncFolder(dirname(path))
    },
    remove() {
      rmSync(path, { force: true })
      syncFolder(dirname(path))
    },
  }
}

function syncFolder(folder: string): void {
  // Windows opens no folder for fsync and keeps names in its journal.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
