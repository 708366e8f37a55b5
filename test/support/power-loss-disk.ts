import path from 'node:path'
import { fileError } from '../../src/main/jobs/files/file-error.ts'
import type { FileOperation } from '../../src/main/jobs/files/file-error.ts'
import type { FileFacts, Files, OpenedFile } from '../../src/main/jobs/files/files.ts'

/** A file: what programs see of it, and what a power loss leaves of it. */
interface FileInode {
  readonly kind: 'file'
  readonly number: bigint
  held: Buffer
  flushed: Buffer
  changes: bigint
}

/** A folder's names: as programs see them, and as they were when it was last flushed. */
interface FolderInode {
  readonly kind: 'folder'
  readonly number: bigint
  mode: number
  held: Map<string, Inode>
  flushed: Map<string, Inode>
}

type Inode = FileInode | FolderInode

/** One name in one folder. */
interface Place {
  readonly folder: FolderInode
  readonly name: string
}

/** A folder that was given another name: both names change at once, or none, as with every file system that keeps a journal. */
interface FolderMove {
  readonly inode: FolderInode
  readonly from: Place
  readonly to: Place
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
  readonly #roots: ReadonlyMap<string, FolderInode>
  readonly #hasHardLinks: boolean
  #moves: FolderMove[] = []
  #next = 10n

  constructor({ folders, hasHardLinks = true }: PowerLossDiskOptions) {
    this.#roots = new Map(folders.map((folder) => [folder, this.#newFolder(0o755)]))
    this.#hasHardLinks = hasHardLinks
  }

  /** Puts a file there, as safe as if it had been there for years. */
  put(filePath: string, content: Uint8Array): void {
    const inode = { ...this.#newFile(), held: Buffer.from(content), flushed: Buffer.from(content) }
    this.#putInode(filePath, inode)
  }

  /** Puts a folder there, as safe as that. */
  putFolder(folder: string): void {
    this.#putInode(folder, this.#newFolder(0o755))
  }

  /** The power goes and comes back: what was flushed is there, and of the rest what `reached` says. */
  losePower(reached: Reached): void {
    const decided = new Set<string>()
    for (const move of this.#moves) {
      if (reached('name')) commit(move)
      for (const { folder, name } of [move.from, move.to]) decided.add(`${folder.number} ${name}`)
    }
    this.#moves = []
    for (const root of this.#roots.values()) loseNames(root, reached, decided)
    const files = new Set([...this.#roots.values()].flatMap(filesIn))
    for (const file of files) {
      file.held = Buffer.from(reached('content') ? file.held : file.flushed)
      file.flushed = Buffer.from(file.held)
    }
  }

  names(folder: string): readonly string[] {
    const inode = this.#at(folder)
    return inode?.kind === 'folder' ? [...inode.held.keys()].toSorted() : []
  }

  content(filePath: string): Buffer {
    return this.#file(filePath, 'read').held
  }

  inspect = async (filePath: string): Promise<FileFacts> => factsOf(this.#find(filePath, 'look at'))
  realPath = async (filePath: string): Promise<string> => filePath
  openToRead = async (filePath: string): Promise<OpenedFile> => this.#opened(this.#file(filePath, 'open'))

  create = async (filePath: string): Promise<OpenedFile> => {
    const inode = this.#newFile()
    this.#add(filePath, inode, 'create')
    return this.#opened(inode)
  }

  link = async (from: string, to: string): Promise<void> => {
    if (!this.#hasHardLinks) throw systemError('EPERM', 'link', to)
    this.#add(to, this.#file(from, 'link'), 'link')
  }

  rename = async (from: string, to: string): Promise<void> => {
    const inode = this.#find(from, 'rename')
    const [source, target] = [this.#place(from, 'rename'), this.#place(to, 'rename')]
    const taken = target.folder.held.get(target.name)
    if (taken !== undefined && inode.kind === 'folder') {
      if (taken.kind === 'file') throw systemError('ENOTDIR', 'rename', to)
      if (taken.held.size > 0) throw systemError('ENOTEMPTY', 'rename', to)
    } else if (taken?.kind === 'folder') throw systemError('EISDIR', 'rename', to)
    source.folder.held.delete(source.name)
    target.folder.held.set(target.name, inode)
    if (inode.kind === 'folder') this.#moves.push({ inode, from: source, to: target })
  }

  remove = async (filePath: string): Promise<void> => {
    this.#file(filePath, 'remove')
    const { folder, name } = this.#place(filePath, 'remove')
    folder.held.delete(name)
  }

  list = async (folder: string): Promise<readonly Buffer[]> => {
    this.#folder(folder, 'list')
    return this.names(folder).map((name) => Buffer.from(name))
  }

  makeFolder = async (folder: string, mode = 0o755): Promise<void> => {
    this.#add(folder, this.#newFolder(mode), 'make folder')
  }

  removeFolder = async (folder: string): Promise<void> => {
    if (this.#folder(folder, 'remove folder').held.size > 0)
      throw systemError('ENOTEMPTY', 'remove folder', folder)
    const place = this.#place(folder, 'remove folder')
    place.folder.held.delete(place.name)
  }

  setFolder = async (folder: string, { mode }: { readonly mode: number }): Promise<void> => {
    this.#folder(folder, 'set the mode of').mode = mode
  }

  syncFolder = async (folder: string): Promise<void> => {
    const inode = this.#folder(folder, 'flush folder')
    inode.flushed = new Map(inode.held)
    const isHere = ({ from, to }: FolderMove): boolean => from.folder === inode || to.folder === inode
    for (const move of this.#moves.filter(isHere)) commit(move)
    this.#moves = this.#moves.filter((move) => !isHere(move))
  }

  checkWritable = async (): Promise<void> => {}
  freeSpace = async (): Promise<number> => Number.MAX_SAFE_INTEGER

  #newFile(): FileInode {
    const number = this.#next++
    return { kind: 'file', number, held: Buffer.alloc(0), flushed: Buffer.alloc(0), changes: 0n }
  }

  #newFolder(mode: number): FolderInode {
    return { kind: 'folder', number: this.#next++, mode, held: new Map(), flushed: new Map() }
  }

  #putInode(filePath: string, inode: Inode): void {
    const { folder, name } = this.#place(filePath, 'create')
    folder.held.set(name, inode)
    folder.flushed.set(name, inode)
  }

  #at(filePath: string): Inode | undefined {
    const root = this.#roots.get(filePath)
    if (root !== undefined || filePath === path.dirname(filePath)) return root
    const parent = this.#at(path.dirname(filePath))
    return parent?.kind === 'folder' ? parent.held.get(path.basename(filePath)) : undefined
  }

  #find(filePath: string, operation: FileOperation): Inode {
    const inode = this.#at(filePath)
    if (inode === undefined) throw systemError('ENOENT', operation, filePath)
    return inode
  }

  #file(filePath: string, operation: FileOperation): FileInode {
    const inode = this.#find(filePath, operation)
    if (inode.kind === 'folder') throw systemError('EISDIR', operation, filePath)
    return inode
  }

  #folder(filePath: string, operation: FileOperation): FolderInode {
    const inode = this.#find(filePath, operation)
    if (inode.kind === 'file') throw systemError('ENOTDIR', operation, filePath)
    return inode
  }

  #place(filePath: string, operation: FileOperation): Place {
    return { folder: this.#folder(path.dirname(filePath), operation), name: path.basename(filePath) }
  }

  #add(filePath: string, inode: Inode, operation: FileOperation): void {
    const { folder, name } = this.#place(filePath, operation)
    if (folder.held.has(name)) throw systemError('EEXIST', operation, filePath)
    folder.held.set(name, inode)
  }

  #opened(inode: FileInode): OpenedFile {
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

/** Both names of a folder that was moved are on the disk now. */
function commit({ inode, from, to }: FolderMove): void {
  if (from.folder.flushed.get(from.name) === inode) from.folder.flushed.delete(from.name)
  to.folder.flushed.set(to.name, inode)
}

/** Leaves in a folder and all below it the names that are on the disk, and of the rest what `reached` says. */
function loseNames(folder: FolderInode, reached: Reached, decided: ReadonlySet<string>): void {
  const names = new Set([...folder.held.keys(), ...folder.flushed.keys()])
  const left = new Map<string, Inode>()
  for (const name of names) {
    const isFlushedOnly = decided.has(`${folder.number} ${name}`) || !reached('name')
    const inode = (isFlushedOnly ? folder.flushed : folder.held).get(name)
    if (inode !== undefined) left.set(name, inode)
  }
  folder.held = left
  folder.flushed = new Map(left)
  for (const inode of left.values()) if (inode.kind === 'folder') loseNames(inode, reached, decided)
}

function filesIn(folder: FolderInode): FileInode[] {
  return [...folder.held.values()].flatMap((inode) => (inode.kind === 'file' ? [inode] : filesIn(inode)))
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

function factsOf(inode: Inode): FileFacts {
  if (inode.kind === 'folder') return { ...noFacts, kind: 'folder', inode: inode.number, mode: inode.mode }
  const { number, held, changes } = inode
  return { ...noFacts, inode: number, size: held.length, modifiedNs: changes, changedNs: changes }
}

function systemError(errno: string, operation: FileOperation, filePath: string): Error {
  return fileError(Object.assign(new Error(errno), { code: errno }), operation, filePath)
}
