import fs from 'node:fs'
import type { Files, OpenedFile } from './files.ts'
import type { FileOperation } from './file-error.ts'
import { nodeFiles } from './node-files.ts'
import { openFlags } from './open-flags.ts'
import { attempt, factsOf, openedFile, secondsOf } from './opened-file.ts'

/** So long a worker may go without looking at its messages. */
const breathEveryMs = 20

/**
 * The file operations of this machine for a worker's own thread, which waits for the system itself: for a folder of small
 * files, handing each operation to another thread and back costs more than the operations. Every 20 ms it lets the
 * thread's messages in. Flushing alone is handed over, so that several go on at once.
 */
export function blockingFiles(): Files {
  let lastBreath = performance.now()

  async function now<T>(operation: FileOperation, path: string, run: () => T): Promise<T> {
    if (performance.now() - lastBreath >= breathEveryMs) {
      await new Promise((resolve) => setImmediate(resolve))
      lastBreath = performance.now()
    }
    return attempt(operation, path, async () => run())
  }

  const opened = (descriptor: number, name: string): OpenedFile => {
    let closing: Promise<void> | undefined
    return {
      ...openedFile(descriptor, name),
      facts: () => now('look at', name, () => factsOf(fs.fstatSync(descriptor, { bigint: true }))),
      read: (into, position) =>
        now('read', name, () => fs.readSync(descriptor, into, 0, into.length, position)),
      write: (from, position) =>
        now('write', name, () => fs.writeSync(descriptor, from, 0, from.length, position)),
      setMode: (mode) => now('set the mode of', name, () => fs.fchmodSync(descriptor, mode)),
      setModified: (modifiedNs) => {
        const seconds = secondsOf(modifiedNs)
        return now('set the time of', name, () => fs.futimesSync(descriptor, seconds, seconds))
      },
      close: () => (closing ??= now('close', name, () => fs.closeSync(descriptor))),
    }
  }

  return {
    ...nodeFiles,
    inspect: (path) => now('look at', path, () => factsOf(fs.lstatSync(path, { bigint: true }))),
    openToRead: (path) => now('open', path, () => opened(fs.openSync(path, openFlags.read), path)),
    create: (path, mode) =>
      now('create', path, () => opened(fs.openSync(path, openFlags.create, mode), path)),
    makeFolder: (path, mode = 0o777) => now('make folder', path, () => void fs.mkdirSync(path, { mode })),
  }
}
