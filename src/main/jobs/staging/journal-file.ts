import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Files, OpenedFile } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import { journalLine, linesOf, openEntries } from './journal-lines.ts'
import type { Journal, JournalEntry } from './journal.ts'

const rewriteBeyondBytes = 256 * 1024
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The entries that a journal of an earlier run left open; none where there is no journal. */
export async function readJournal(files: Files, journalPath: string): Promise<readonly JournalEntry[]> {
  try {
    const file = await files.openToRead(journalPath)
    try {
      const bytes = new Uint8Array((await file.facts()).size)
      const length = await readUpTo(file, bytes, 0)
      return openEntries(new TextDecoder().decode(bytes.subarray(0, length)))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}

async function removeIfThere(files: Files, filePath: string): Promise<void> {
  try {
    await files.remove(filePath)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}

/** The journal as a file of lines, appended and flushed; what several jobs write at once shares one flush. */
export class JournalFile implements Journal {
  readonly #files: Files
  readonly #path: string
  readonly #entries: Map<string, JournalEntry>
  #file: OpenedFile | null = null
  #position = 0
  #waiting = ''
  #commit: Promise<void> | null = null
  #tail: Promise<void> = Promise.resolve()

  /** A journal that begins with `entries`: those an earlier run left and that could not be removed yet. */
  constructor(files: Files, journalPath: string, entries: readonly JournalEntry[]) {
    this.#files = files
    this.#path = journalPath
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]))
  }

  async intend(filePath: string, kind: JournalEntry['kind']): Promise<string> {
    const id = randomUUID()
    this.#entries.set(id, { id, path: filePath, kind, identity: null })
    try {
      await this.#append(journalLine.intend({ id, path: filePath, kind }))
    } catch (error) {
      this.#entries.delete(id)
      throw error
    }
    return id
  }

  async made(id: string, facts: { readonly device: bigint; readonly inode: bigint }): Promise<void> {
    const entry = this.#entries.get(id)
    const identity = { device: facts.device, inode: facts.inode }
    if (entry !== undefined) this.#entries.set(id, { ...entry, identity })
    await this.#append(journalLine.made(id, identity))
  }

  gone(id: string): void {
    if (this.#entries.delete(id)) this.#waiting += journalLine.gone(id)
  }

  async close(): Promise<void> {
    await this.#tail
    await this.#append('').catch(() => {})
    await this.#file?.close()
    this.#file = null
  }

  /** Queues a line; every line queued before the flush begins is written with it. */
  #append(line: string): Promise<void> {
    this.#waiting += line
    this.#commit ??= this.#tail.then(() => this.#flush())
    this.#tail = this.#commit.catch(() => {})
    return this.#commit
  }

  async #flush(): Promise<void> {
    this.#commit = null
    const text = this.#waiting
    this.#waiting = ''
    if (this.#file === null || this.#position > rewriteBeyondBytes) return this.#rewrite()
    const bytes = encode(text)
    // A write that failed half-way is overwritten by the next one: the position moves only once all is durable.
    await writeWhole(this.#file, bytes, this.#position)
    await this.#file.sync()
    this.#position += bytes.length
  }

  /** A new file with the open entries takes the journal's place: durable as a whole, or not at all. */
  async #rewrite(): Promise<void> {
    const next = `${this.#path}.new`
    await removeIfThere(this.#files, next)
    const bytes = encode(linesOf(this.#entries.values()))
    // Once the rename is tried the old file may be nameless: nothing is appended to it again.
    await this.#file?.close().catch(() => {})
    this.#file = null
    const file = await this.#files.create(next, 0o600)
    try {
      await writeWhole(file, bytes, 0)
      await file.sync()
      await this.#files.rename(next, this.#path)
      await this.#files.syncFolder(path.dirname(this.#path))
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
    this.#file = file
    this.#position = bytes.length
  }
}
