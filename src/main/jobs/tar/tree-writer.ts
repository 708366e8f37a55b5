import path from 'node:path'
import { errnoOf } from '../files/file-error.ts'
import type { Files, OpenedFile } from '../files/files.ts'
import { writeWhole } from '../files/whole-transfers.ts'
import { neverFlushes } from '../staging/forget-name.ts'
import type { TarEntry } from './tar-entry.ts'
import { tarDamaged, tarEntryUnsafe } from './tar-faults.ts'
import { UnderWay } from './under-way.ts'

export interface TreeWriterOptions {
  readonly files: Files
  /** Empty, private and ours. */
  readonly folder: string
  /** Permission bits that members may have. */
  readonly modeLimit: number
  /** Permission bits that the folder around them all may have. */
  readonly topModeLimit: number
}

interface MadeFolder {
  mode: number
  modifiedNs: bigint | null
}

const flushesAtOnce = 8
const nothingThere = new Set(['ENOENT', 'ENOTDIR'])

/**
 * Makes files and folders below one empty folder that nobody else can reach. Nothing is ever replaced: where the disk
 * says that a name is taken, two entries have the same name there, whatever the disk holds to be the same (case, forms
 * of accents), and the tar is refused. Nothing is followed either: no link is ever made. Memory: the folders.
 */
export class TreeWriter {
  readonly #files: Files
  readonly #root: string
  readonly #modeLimit: number
  readonly #topModeLimit: number
  readonly #folders = new Map<string, MadeFolder>()
  readonly #flushes = new UnderWay(flushesAtOnce)

  constructor({ files, folder, modeLimit, topModeLimit }: TreeWriterOptions) {
    this.#files = files
    this.#root = folder
    this.#modeLimit = modeLimit
    this.#topModeLimit = topModeLimit
    this.#folders.set('', { mode: 0o777, modifiedNs: null })
  }

  /** Folders made or named so far, the root not counted. */
  get folders(): number {
    return this.#folders.size - 1
  }

  async addFolder({ parts, mode, modifiedNs }: TarEntry): Promise<void> {
    await this.#ensure(parts)
    this.#folders.set(parts.join('/'), { mode, modifiedNs })
  }

  /** `content` has to be `entry.size` bytes; each piece is wiped once it is written. */
  async addFile(entry: TarEntry, content: AsyncIterable<Uint8Array>): Promise<void> {
    const name = entry.parts.join('/')
    await this.#ensure(entry.parts.slice(0, -1))
    const file = await this.#orTwice(name, () => this.#files.create(this.#pathOf(name), 0o600))
    try {
      let position = 0
      for await (const piece of content) {
        await writeThenWipe(file, piece, position)
        position += piece.length
      }
      if (position !== entry.size) throw tarDamaged()
      // Its owner may always read it. A disk without permissions or times keeps what it has.
      await file.setMode((entry.mode & this.#modeLimit) | 0o400).catch(() => {})
      if (entry.modifiedNs !== null) await file.setModified(entry.modifiedNs).catch(() => {})
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
    await this.#flushes.add(() => flushed(file))
  }

  /** Throws TAR_ENTRY_UNSAFE where something was made under the name of an entry that is left out. */
  async refuseTaken({ parts }: TarEntry): Promise<void> {
    const name = parts.join('/')
    try {
      await this.#files.inspect(this.#pathOf(name))
    } catch (error) {
      if (nothingThere.has(errnoOf(error) ?? '')) return
      throw error
    }
    throw tarEntryUnsafe('nameTwice', name)
  }

  /**
   * Makes all of it durable, folders last and from the deepest up, because what is made in a folder changes its time.
   * `topFolder` is the one around them all; '' is the root itself. A root that is not that stays private. False where
   * this disk never confirms that the names in a folder are kept.
   */
  async finish(topFolder: string): Promise<boolean> {
    await this.#flushes.settle()
    let isConfirmed = true
    for (const [name, { mode, modifiedNs }] of [...this.#folders].toReversed()) {
      const folder = this.#pathOf(name)
      const limit = name === topFolder ? this.#topModeLimit : this.#modeLimit
      if (name !== '' || topFolder === '') {
        // Its owner may always list it, fill it and take it away.
        const facts = { mode: (mode & limit) | 0o700, modifiedNs }
        await this.#files.setFolder(folder, facts).catch(() => {})
      }
      isConfirmed = (await this.#flushed(folder)) && isConfirmed
    }
    return isConfirmed
  }

  /** Waits for what is under way, whatever comes of it: after this no file is open. */
  async close(): Promise<void> {
    await this.#flushes.settle().catch(() => {})
  }

  async #flushed(folder: string): Promise<boolean> {
    try {
      await this.#files.syncFolder(folder)
      return true
    } catch (error) {
      if (neverFlushes.has(errnoOf(error) ?? '')) return false
      throw error
    }
  }

  #pathOf(name: string): string {
    return path.join(this.#root, ...name.split('/'))
  }

  /** A folder may be named after what is in it: it is made when it is first needed. Parents stand before children in the map. */
  async #ensure(parts: readonly string[]): Promise<void> {
    for (let depth = 1; depth <= parts.length; depth++) {
      const name = parts.slice(0, depth).join('/')
      if (this.#folders.has(name)) continue
      await this.#orTwice(name, () => this.#files.makeFolder(this.#pathOf(name)))
      this.#folders.set(name, { mode: 0o777, modifiedNs: null })
    }
  }

  async #orTwice<T>(name: string, make: () => Promise<T>): Promise<T> {
    try {
      return await make()
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') throw tarEntryUnsafe('nameTwice', name)
      throw error
    }
  }
}

async function writeThenWipe(file: OpenedFile, piece: Uint8Array, position: number): Promise<void> {
  try {
    await writeWhole(file, piece, position)
  } finally {
    piece.fill(0)
  }
}

async function flushed(file: OpenedFile): Promise<void> {
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
