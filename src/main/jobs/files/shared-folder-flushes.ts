import type { Files } from './files.ts'

/** The flush of one folder that runs, and the one that begins after it for all who asked meanwhile. */
interface Flushes {
  running: Promise<void>
  next: Promise<void> | null
}

/**
 * The same files, except that those who ask for the flush of a folder while one is under way share the next one. A flush
 * that began before it was asked for need not cover the name that was just made, so nobody ever joins the running one.
 */
export function sharedFolderFlushes(files: Files): Files {
  const folders = new Map<string, Flushes>()

  const begin = (folder: string): Promise<void> => {
    const running = files.syncFolder(folder)
    const flushes: Flushes = { running, next: null }
    folders.set(folder, flushes)
    const end = (): void => {
      if (flushes.next === null) folders.delete(folder)
    }
    running.then(end, end)
    return running
  }

  const syncFolder = (folder: string): Promise<void> => {
    const flushes = folders.get(folder)
    if (flushes === undefined) return begin(folder)
    flushes.next ??= flushes.running.catch(() => {}).then(() => begin(folder))
    return flushes.next
  }

  return { ...files, syncFolder }
}
