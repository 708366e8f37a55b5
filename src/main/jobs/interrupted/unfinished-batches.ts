import type { Files } from '../files/files.ts'
import { LineFile, readLineFile } from './line-file.ts'
import type { BatchHead, UnfinishedBatch, UnfinishedFile } from './unfinished.ts'
import { linesOf, unfinishedIn, unfinishedLine } from './unfinished-lines.ts'
import { withoutResults } from './without-results.ts'

interface Kept extends BatchHead {
  readonly files: Map<number, UnfinishedFile>
}

/**
 * What was started and is not done, written down in the profile so that it outlives a crash: the batches of this run, and
 * those of earlier ones until the person takes them up or forgets them. Private: it holds paths. Nothing here is needed
 * for a job to be right, so callers let jobs go on where it throws.
 */
export class UnfinishedBatches {
  readonly #files: Files
  readonly #path: string
  readonly #batches = new Map<string, Kept>()
  readonly #earlier = new Set<string>()
  readonly #lines: LineFile
  #read: Promise<void> | null = null

  constructor(files: Files, filePath: string) {
    this.#files = files
    this.#path = filePath
    this.#lines = new LineFile(files, filePath, () => linesOf(this.#batches.values()))
  }

  /** Reads what earlier runs left, once; nothing is overwritten unread. Throws VaultError; the next call tries again. */
  recover(): Promise<void> {
    this.#read ??= this.#recover().catch((error: unknown) => {
      this.#read = null
      throw error
    })
    return this.#read
  }

  /** The batches that earlier runs left, once `recover` has read them. */
  get interrupted(): readonly UnfinishedBatch[] {
    return [...this.#earlier].flatMap((id) => this.#batches.get(id) ?? [])
  }

  /**
   * Files that are about to be worked on, durable before it returns; `instead` is an interrupted batch that they were
   * planned from. A file that is begun again is as new. Throws VaultError.
   */
  async begin(head: BatchHead, files: readonly UnfinishedFile[], instead: string | null): Promise<void> {
    await this.recover()
    const known = this.#batches.get(head.id)
    const kept = known ?? { ...head, files: new Map<number, UnfinishedFile>() }
    for (const file of files) kept.files.set(file.index, file)
    this.#batches.set(head.id, kept)
    const begun =
      (known === undefined ? unfinishedLine.begin(head) : '') + unfinishedLine.files(head.id, files)
    await this.#lines.append(begun + (instead === null ? '' : this.#drop(instead)))
  }

  /**
   * A staged file was made for a file. Written before it returns and so before the file can be published, and durable
   * within a second: a flush for each file would halve the speed of small ones. After a power loss a result of that last
   * second may be offered again; it is never replaced, and its plan says that the name is taken. Throws VaultError.
   */
  async made(batchId: string, index: number, inode: bigint): Promise<void> {
    const files = this.#batches.get(batchId)?.files
    const file = files?.get(index)
    if (files === undefined || file === undefined) return
    files.set(index, { ...file, inodes: [...file.inodes, inode] })
    await this.#lines.appendUnflushed(unfinishedLine.made(batchId, index, inode))
  }

  /** A file is done, or a person cancelled it. Not flushed: a result is known by its inode all the same. */
  over(batchId: string, index: number): void {
    if (this.#batches.get(batchId)?.files.delete(index) === true)
      this.#lines.appendLater(unfinishedLine.over(batchId, index))
  }

  /** A try failed: its staged files are gone, and their inodes may become anybody's. */
  failed(batchId: string, index: number): void {
    const files = this.#batches.get(batchId)?.files
    const file = files?.get(index)
    if (files === undefined || file === undefined || file.inodes.length === 0) return
    const anew = { ...file, inodes: [] }
    files.set(index, anew)
    this.#lines.appendLater(unfinishedLine.files(batchId, [anew]))
  }

  /** Nothing of a batch waits or runs any more. Throws VaultError. */
  async end(batchId: string): Promise<void> {
    const line = this.#drop(batchId)
    if (line === '') return
    await (this.#batches.size === 0 ? this.#lines.settle() : this.#lines.append(line))
  }

  async close(): Promise<void> {
    await this.#lines.close()
  }

  #drop(batchId: string): string {
    this.#earlier.delete(batchId)
    return this.#batches.delete(batchId) ? unfinishedLine.end(batchId) : ''
  }

  async #recover(): Promise<void> {
    const found = unfinishedIn(await readLineFile(this.#files, this.#path))
    const left = await withoutResults(this.#files, found)
    for (const batch of left) {
      this.#batches.set(batch.id, { ...batch, files: new Map(batch.files) })
      this.#earlier.add(batch.id)
    }
    // What is done leaves the disk as well; where it cannot now, the next write does it.
    if (found.length > 0) await this.#lines.settle().catch(() => {})
  }
}
