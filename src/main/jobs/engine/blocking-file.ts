import fs from 'node:fs'
import type { OpenedFile } from '../files/files.ts'
import { attempt, openedFile } from '../files/opened-file.ts'

/** So long a worker may go without looking at its messages. */
const breathEveryMs = 20

/**
 * An open file for a worker's own thread, which waits for the system itself: handing a transfer to another thread and back
 * costs more than the copy from or to the page cache. Every 20 ms it lets the thread's messages in.
 */
export function blockingFile(descriptor: number, clock: { lastBreath: number }): OpenedFile {
  const breath = async (): Promise<void> => {
    if (performance.now() - clock.lastBreath < breathEveryMs) return
    await new Promise((resolve) => setImmediate(resolve))
    clock.lastBreath = performance.now()
  }
  return {
    ...openedFile(descriptor, ''),
    read: (into, position) =>
      attempt('read', '', async () => {
        await breath()
        return fs.readSync(descriptor, into, 0, into.length, position)
      }),
    write: (from, position) =>
      attempt('write', '', async () => {
        await breath()
        return fs.writeSync(descriptor, from, 0, from.length, position)
      }),
  }
}
