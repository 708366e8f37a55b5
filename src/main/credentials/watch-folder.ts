import { existsSync, watch, type FSWatcher } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export interface WatchedFolder {
  /** Absolute; it need not be there yet. */
  readonly folder: string
  /** The name of the one file in it that counts; null = any. */
  readonly name: string | null
}

/**
 * Tells what happens in a folder. While it is not there, the nearest folder above it is watched for the next name on the
 * way, and the folder itself once it appears, which is told as well: it may hold something already. Returns what ends it.
 */
export function watchFolder(watched: WatchedFolder, changed: () => void): () => void {
  let watcher: FSWatcher | null = null
  let ended = false
  const attach = (appeared: boolean): void => {
    watcher?.close()
    watcher = null
    if (ended) return
    const at = nearestFolder(watched.folder)
    const next = at === watched.folder ? null : nextName(at, watched.folder)
    watcher = watchOne(at, (event, told) => {
      // A folder that is removed tells its own name; of one that is made again in its place nothing is told.
      if (event === 'rename' && told === basename(at)) attach(true)
      else if (next === null && (watched.name === null || told === null || told === watched.name)) changed()
      else if (next !== null && existsSync(join(at, next))) attach(true)
    })
    // It may have been made since it was looked for.
    if (watcher !== null && next !== null && existsSync(join(at, next))) attach(true)
    else if (appeared) changed()
  }
  attach(false)
  return () => {
    ended = true
    watcher?.close()
  }
}

/** Null where the system does not let it be watched: what it holds is noticed when it is next asked for. */
function watchOne(folder: string, onEvent: (event: string, name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent)
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return null
  }
}

function nearestFolder(folder: string): string {
  const above = dirname(folder)
  return above === folder || existsSync(folder) ? folder : nearestFolder(above)
}

/** The first name below `at` on the way to the folder. */
function nextName(at: string, folder: string): string {
  const above = dirname(folder)
  return above === at || above === folder ? basename(folder) : nextName(at, above)
}
