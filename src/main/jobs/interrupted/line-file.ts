import path from 'node:path'
import type { Files, OpenedFile } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'

const leastRewrite = 1024 * 1024
const flushWithinMs = 1000
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The text of a file of lines; '' where there is none. */
export async function readLineFile(files: Files, filePath: string): Promise<string> {
  try {
    const file = await files.openToRead(filePath)
    try {
      const bytes = new Uint8Array((await file.facts()).size)
      const length = await readUpTo(file, bytes, 0)
      return new TextDecoder().decode(bytes.subarray(0, length))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return ''
    throw error
  }
}

/**
 * A private file of lines: appended and flushed, what several write at once with one flush; written anew, as a whole or
 * not at all, when it has grown to twice its size; and removed once there is nothing to say.
 */
export class LineFile {
  readonly #files: Files
  readonly #path: string
  readonly #whole: () => string
  #file: OpenedFile | null = null
  #position = 0
  #rewriteBeyond = leastRewrite
  #waiting = ''
  #wantsFlush = false
  #flushSoon: NodeJS.Timeout | undefined
  #commit: Promise<void> | null = null
  #tail: Promise<void> = Promise.resolve()

  /** `whole` gives the lines that say all that holds now: it is changed before a line about the change is appended. */
  constructor(files: Files, filePath: string, whole: () => string) {
    this.#files = files
    this.#path = filePath
    this.#whole = whole
  }

  /** Durable before it returns. Throws VaultError; what could not be written is written by a later call. */
  append(line: string): Promise<void> {
    this.#wantsFlush = true
    return this.appendUnflushed(line)
  }

  /** With the system before it returns, so that it outlives this process; durable within a second or so. Throws VaultError. */
  appendUnflushed(line: string): Promise<void> {
    this.#waiting += line
    this.#commit ??= this.#tail.then(() => this.#flush())
    this.#tail = this.#commit.catch(() => {})
    return this.#commit
  }

  /** Goes with the next line that is written. */
  appendLater(line: string): void {
    this.#waiting += line
  }

  /** Writes all that holds anew, or removes the file where that is nothing. Throws VaultError. */
  settle(): Promise<void> {
    this.#rewriteBeyond = -1
    return this.append('')
  }

  /** Writes what waits and closes the file. Throws VaultError. */
  async close(): Promise<void> {
    await this.#tail
    clearTimeout(this.#flushSoon)
    try {
      if (this.#waiting !== '') await this.append('')
    } finally {
      await this.#file?.close().catch(() => {})
      this.#file = null
    }
  }

  async #flush(): Promise<void> {
    this.#commit = null
    const flushes = this.#wantsFlush
    this.#wantsFlush = false
    const bytes = encode(this.#waiting)
    const whole = this.#file === null || this.#position > this.#rewriteBeyond ? this.#whole() : null
    this.#waiting = ''
    if (whole === '') return this.#remove()
    if (whole !== null || this.#file === null) return this.#rewrite(encode(whole ?? this.#whole()))
    try {
      await writeWhole(this.#file, bytes, this.#position)
      if (flushes) await this.#file.sync()
      this.#position += bytes.length
      if (!flushes) this.#flushLater()
    } catch (error) {
      // Nothing of these lines is lost: the next flush writes all that holds.
      await this.#forget()
      throw error
    }
  }

  #flushLater(): void {
    this.#flushSoon ??= setTimeout(() => {
      this.#flushSoon = undefined
      this.append('').catch(() => {})
    }, flushWithinMs).unref()
  }

  async #rewrite(bytes: Uint8Array): Promise<void> {
    const next = `${this.#path}.new`
    await this.#forget()
    await this.#removeIfThere(next)
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
    this.#rewriteBeyond = Math.max(leastRewrite, 2 * bytes.length)
  }

  async #remove(): Promise<void> {
    await this.#forget()
    await this.#removeIfThere(this.#path)
    await this.#files.syncFolder(path.dirname(this.#path))
  }

  async #forget(): Promise<void> {
    await this.#file?.close().catch(() => {})
    this.#file = null
  }

  async #removeIfThere(filePath: string): Promise<void> {
    try {
      await this.#files.remove(filePath)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
    }
  }
}
