import type { OpenedFile } from '../../src/main/jobs/files/files.ts'
import { streamAsFile } from '../../src/main/jobs/engine/stream-as-file.ts'

export interface MemoryFile extends OpenedFile {
  readonly content: () => Buffer
  /** Reads and writes under way. */
  pending: number
  longestWrite: number
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A file in memory whose transfers take a turn of the event loop. Throws where a buffer changes while it is written. */
export function memoryFile(initial: Uint8Array = new Uint8Array()): MemoryFile {
  let data = Buffer.from(initial)
  const read = async (into: Uint8Array, position: number): Promise<number> => {
    file.pending += 1
    await turn()
    file.pending -= 1
    return data.copy(into, 0, position, position + into.length)
  }
  const write = async (from: Uint8Array, position: number): Promise<number> => {
    file.pending += 1
    const snapshot = Buffer.from(from)
    await turn()
    if (!snapshot.equals(from)) throw new Error('the buffer was changed while it was written')
    const missing = Math.max(0, position + from.length - data.length)
    data = Buffer.concat([data, Buffer.alloc(missing)])
    snapshot.copy(data, position)
    file.longestWrite = Math.max(file.longestWrite, from.length)
    file.pending -= 1
    return from.length
  }
  const file: MemoryFile = {
    ...streamAsFile({ read, write }),
    content: () => data,
    pending: 0,
    longestWrite: 0,
  }
  return file
}
