import { lstatSync } from 'node:fs'
import { dirname } from 'node:path'

/** True where a file is no longer in its folder, and the folder is there: one on a disk that is not plugged in is not gone. */
export function leftItsFolder(path: string): boolean {
  return !isThere(path) && isThere(dirname(path))
}

/** What cannot be looked at may be there. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}
