import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const inMemory = '/dev/shm'
/** Far more than all rooms of a run take; a container may give as little as 64 MiB. */
const wanted = 48 * 2 ** 20

/**
 * A new folder for a store that is opened and closed many times: in memory where the system has such a place, because each
 * change is flushed, and a disk takes longer for that than the whole test. What is really on a disk is for integration tests.
 */
export function roomFolder(prefix: string): string {
  return mkdtempSync(join(hasRoomInMemory() ? inMemory : tmpdir(), prefix))
}

function hasRoomInMemory(): boolean {
  try {
    accessSync(inMemory, constants.W_OK)
    const { bavail, bsize } = statfsSync(inMemory)
    return bavail * bsize >= wanted
  } catch {
    return false
  }
}
