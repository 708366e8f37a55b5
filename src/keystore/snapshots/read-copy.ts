import type { DatabaseSync } from 'node:sqlite'
import { openCopy } from './open-copy.ts'

/** Reads something of a copy by itself; undefined where that cannot be read. What it says is not authenticated. */
export function readCopy<T>(path: string, read: (copy: DatabaseSync) => T): T | undefined {
  let copy: DatabaseSync | undefined
  try {
    copy = openCopy(path)
    return read(copy)
  } catch {
    return undefined
  } finally {
    copy?.close()
  }
}
