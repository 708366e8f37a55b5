import path from 'node:path'
import { fileError } from '../../src/main/jobs/files/file-error.ts'
import type { FileOperation } from '../../src/main/jobs/files/file-error.ts'
import type { FileFacts, Files, OpenedFile } from '../../src/main/jobs/files/files.ts'

/** A file: what programs see of it, and what a power loss leaves of it. */
interface Inode {
  readonly number: bigint
  held: Buffer
  flushed: Buffer
  changes: bigint
}

/** A folder's names: as programs see them, and as they were when it was last flushed. */
interface Folder {
  held: Map<string, Inode>
  flushed: Map<string, Inode>
}

/** Says of each name and each content that was not flushed whether it reached the disk all the same. */
export type Reached = (what: 'name' | 'content') => boolean

export interface PowerLossDiskOptions {
  readonly folders: readonly string[]
  /** Default true. */
  readonly hasHardLinks?: boolean
}

/**
 * A disk in memory that remembers what was flushed: `fsync` of a file keeps its content and not its name, `fsync` of a
 * folder its names. Stricter than real file systems, which keep more.
 */
export class PowerLossDisk implements Files {
  readonly #folders: Map<string, Folder>
  readonly #hasHardLinks: boolean
  #next = 10n

  constructor({ folders, hasHardLinks = true }: PowerLossDiskOptions) {
    this.#folders = new Map(folders.map((folder) => [folder, { held: new Map(), flushed: new Map() }]))
    this.#hasHardLinks = hasHardLinks
  }

  /** Puts a file there, as safe as if it had been there for years. */
  put(filePath: string, content: Uint8Array): void {
    const inode = { ...this.#newInode(), held: Buffer.from(content), flushed: Buffer.from(content) }
    this.#folderOf(filePath).held.set(path.basename(filePath), inode)
    this.#folderOf(filePath).flushed.set(path.basename(filePath), inode)
  }

  /** The power goes and comes back: what was flushed is there, and of the rest what `reached` says. */
  losePower(reached: Reached): void {
    for (const folder of this.#folders.values()) {
      const names = new Set([...folder.held.keys(), ...folder.flushed.keys()])
      const left = new Map<string, Inode>()
      for (const name of names) {
        const inode = (reached('name') ? folder.held : folder.flushed).get(name)
        if (inode !== undefined) left.set(name, inode)
      }
      folder.held = left
      folder.flushed = new Map(left)
    }
    for (const inode of new Set([...this.#folders.values()].flatMap(({ held }) => [...held.values()]))) {
      inode.held = Buffer.from(reached('content') ? inode.held : inode.flushed)
      inode.flushed = Buffer.from(inode.held)
    }
  }

  names(folder: string): readonly string[] {
    return [...(this.#folders.get(folder)?.held.keys() ?? [])].toSorted()
  }

  content(filePath: string): Buffer {
    return this.#find(filePath, 'read').held
  }

  inspect = async (filePath: string): Promise<FileFacts> => {
    if (this.#folders.has(filePath)) return { ...noFacts, kind: 'folder' }
    return factsOf(this.#find(filePath, 'look at'))
  }
  realPath = async (filePath: string): Promise<string> => filePath
  openToRead = async (filePath: string): Promise<OpenedFile> => this.#opened(this.#find(filePath, 'open'))

  create = async (filePath: string): Promise<OpenedFile> => {
    const inode = this.#newInode()
    this.#add(filePath, inode, 'create')
    return this.#opened(inode)
  }

  link = async (from: string, to: string): Promise<void> => {
    if (!this.#hasHardLinks) throw systemError('EPERM', 'link', to)
    this.#add(to, this.#find(from, 'link'), 'link')
  }

  rename = async (from: string, to: string): Promise<void> => {
    const inode = this.#find(from, 'rename')
    this.#folderOf(to).held.set(path.basename(to), inode)
    this.#folderOf(from).held.delete(path.basename(from))
  }

  remove = async (filePath: string): Promise<void> => {
    this.#find(filePath, 'remove')
    this.#folderOf(filePath).held.delete(path.basename(filePath))
  }

  list = async (folder: string): Promise<readonly Buffer[]> =>
    this.names(folder).map((name) => Buffer.from(name))
  makeFolder = async (folder: string): Promise<void> => {
    this.#folders.set(folder, { held: new Map(), flushed: new Map() })
  }

  setFolder = async (): Promise<void> => {}

  removeFolder = async (folder: string): Promise<void> => {
    this.#folders.delete(folder)
  }

  syncFolder = async (filePath: string): Promise<void> => {
    const folder = this.#folders.get(filePath)
    if (folder !== undefined) folder.flushed = new Map(folder.held)
  }

  checkWritable = async (): Promise<void> => {}
  freeSpace = async (): Promise<number> => Number.MAX_SAFE_INTEGER

  #newInode(): Inode {
    return { number: this.#next++, held: Buffer.alloc(0), flushed: Buffer.alloc(0), changes: 0n }
  }

  #folderOf(filePath: string): Folder {
    const folder = this.#folders.get(path.dirname(filePath))
    if (folder === undefined) throw systemError('ENOENT', 'look at', filePath)
    return folder
  }

  #find(filePath: string, operation: FileOperation): Inode {
    const inode = this.#folderOf(filePath).held.get(path.basename(filePath))
    if (inode === undefined) throw systemError('ENOENT', operation, filePath)
    return inode
  }

  #add(filePath: string, inode: Inode, operation: FileOperation): void {
    const { held } = this.#folderOf(filePath)
    if (held.has(path.basename(filePath))) throw systemError('EEXIST', operation, filePath)
    held.set(path.basename(filePath), inode)
  }

  #opened(inode: Inode): OpenedFile {
    return {
      descriptor: -1,
      facts: async () => factsOf(inode),
      read: async (into, position) => inode.held.copy(into, 0, position),
      write: async (from, position) => {
        const grown = Buffer.alloc(Math.max(inode.held.length, position + from.length))
        inode.held.copy(grown)
        grown.set(from, position)
        inode.held = grown
        inode.changes += 1n
        return from.length
      },
      setMode: async () => {},
      setModified: async () => {},
      sync: async () => {
        inode.flushed = Buffer.from(inode.held)
      },
      close: async () => {},
    }
  }
}

const noFacts: FileFacts = {
  kind: 'file',
  device: 1n,
  inode: 1n,
  size: 0,
  mode: 0o644,
  modifiedNs: 0n,
  changedNs: 0n,
}

function factsOf({ number, held, changes }: Inode): FileFacts {
  return { ...noFacts, inode: number, size: held.length, modifiedNs: changes, changedNs: changes }
}

function systemError(errno: string, operation: FileOperation, filePath: string): Error {
  return fileError(Object.assign(new Error(errno), { code: errno }), operation, filePath)
}
