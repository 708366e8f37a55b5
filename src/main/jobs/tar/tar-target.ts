import { extract } from 'tar-stream'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import { LeftOutList } from './left-out.ts'
import { tarEntry } from './tar-entry.ts'
import type { TarEntry } from './tar-entry.ts'
import { tarDamaged, tarEntryUnsafe } from './tar-faults.ts'
import { paddingAfter, tarEnd } from './tar-header.ts'
import { TopFolder } from './top-folder.ts'
import type { TreeWriter } from './tree-writer.ts'
import type { UnpackedTree } from './unpacked-tree.ts'

export interface TarTargetOptions {
  readonly writer: TreeWriter
  /** More entries than this are refused. */
  readonly maxEntries: number
  /** No entry can be larger than the message it came in. */
  readonly maxBytes: number
}

// Names of old headers as latin1: no byte of them is lost, so that what is not UTF-8 can be told.
const libraryOptions = { filenameEncoding: 'latin1', highWaterMark: 1 }

/**
 * Takes the bytes of a tar as they come and makes its files and folders by way of a TreeWriter. Links are left out and
 * counted; anything else that is no file and no folder, and every name that leads elsewhere or is there twice, refuses
 * the whole tar. What is in the library's hands is a copy of its own, wiped piece by piece as it is written.
 */
export class TarTarget {
  readonly #options: TarTargetOptions
  readonly #library = extract(libraryOptions)
  readonly #consumed: Promise<void>
  readonly #top = new TopFolder()
  readonly #leftOut = new LeftOutList()
  readonly #leftOutNames = new Set<string>()
  #failure: { readonly error: unknown } | null = null
  #length = 0
  #zerosAtEnd = 0
  #entries = 0
  #files = 0
  #contentBytes = 0
  #entriesEnd = 0

  constructor(options: TarTargetOptions) {
    this.#options = options
    this.#consumed = this.#consume().catch((error: unknown) => {
      this.#failure = { error: isVaultError(error) ? error : tarDamaged(error) }
    })
  }

  /** As `OpenedFile.write`, for writing in order only. Throws what became of earlier bytes. */
  async write(from: Uint8Array, position: number): Promise<number> {
    if (position !== this.#length) throw new VaultError('INTERNAL', 'a tar is taken from front to back')
    this.#throwFailure()
    this.#length += from.length
    this.#zerosAtEnd = zerosAtEnd(from, this.#zerosAtEnd)
    const { promise: drained, resolve } = Promise.withResolvers<void>()
    this.#library.once('drain', resolve)
    if (this.#library.write(Uint8Array.from(from))) this.#library.off('drain', resolve)
    else await Promise.race([drained, this.#consumed])
    this.#throwFailure()
    return from.length
  }

  /** To be called after the last byte. Throws TAR_DAMAGED where the tar does not end as tars do. Then all is durable, where the disk can say so. */
  async finish(): Promise<UnpackedTree> {
    this.#library.end(null)
    await this.#consumed
    this.#throwFailure()
    const afterEntries = this.#length - this.#entriesEnd
    if (this.#entries === 0 || afterEntries < tarEnd || this.#zerosAtEnd < afterEntries) throw tarDamaged()
    const { writer } = this.#options
    const topFolder = this.#top.name
    const isFlushed = await writer.finish(topFolder ?? '')
    return {
      files: this.#files,
      folders: writer.folders + (topFolder === null ? 1 : 0),
      contentBytes: this.#contentBytes,
      leftOut: { count: this.#leftOut.count, first: this.#leftOut.first },
      topFolder,
      isFlushed,
    }
  }

  /** Stops where it is, if it has not ended. After this nothing is under way. */
  async close(): Promise<void> {
    this.#library.destroy(new Error('abandoned'))
    await this.#consumed
    await this.#options.writer.close()
  }

  async #consume(): Promise<void> {
    for await (const source of this.#library) {
      const entry = tarEntry(source.header)
      this.#check(entry)
      await this.#take(entry, source as AsyncIterable<Uint8Array>)
    }
  }

  #check(entry: TarEntry): void {
    const { maxEntries, maxBytes } = this.#options
    this.#entries++
    if (this.#entries > maxEntries) throw tooManyEntries(maxEntries)
    if (entry.size > maxBytes) throw tarDamaged()
    this.#entriesEnd = entry.offset + entry.size + paddingAfter(entry.size)
    if (entry.kind !== 'link') this.#top.add(entry)
    if (this.#leftOutNames.size === 0) return
    for (let depth = 1; depth <= entry.parts.length; depth++) {
      const name = entry.parts.slice(0, depth).join('/')
      if (this.#leftOutNames.has(name)) throw tarEntryUnsafe('nameTwice', name)
    }
  }

  async #take(entry: TarEntry, content: AsyncIterable<Uint8Array>): Promise<void> {
    const { writer } = this.#options
    if (entry.kind === 'file') {
      await writer.addFile(entry, content)
      this.#files++
      this.#contentBytes += entry.size
      return
    }
    if (entry.kind === 'folder') await writer.addFolder(entry)
    else await this.#leaveOut(entry)
    for await (const piece of content) piece.fill(0)
  }

  async #leaveOut(entry: TarEntry): Promise<void> {
    const name = entry.parts.join('/')
    await this.#options.writer.refuseTaken(entry)
    this.#leftOutNames.add(name)
    this.#leftOut.add({ name, kind: 'link' })
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error
  }
}

/** How many zeros end a stream whose next piece is `piece` and which had `before` of them. */
function zerosAtEnd(piece: Uint8Array, before: number): number {
  let count = 0
  while (count < piece.length && piece[piece.length - 1 - count] === 0) count++
  return count === piece.length ? before + count : count
}

function tooManyEntries(limit: number): VaultError {
  return new VaultError('MESSAGE_LIMIT_EXCEEDED', 'this folder holds more files than is accepted', {
    facts: { what: 'tarEntries', limit },
  })
}
