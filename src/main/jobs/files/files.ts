export type FileKind = 'file' | 'folder' | 'link' | 'other'

/** What the file system says about one name or one open file. Times are nanoseconds since 1970. */
export interface FileFacts {
  readonly kind: FileKind
  readonly device: bigint
  readonly inode: bigint
  readonly size: number
  /** Permission bits, 0..0o777. */
  readonly mode: number
  readonly modifiedNs: bigint
  readonly changedNs: bigint
}

/** An open file. Reads and writes name their position, so that several workers may share one. */
export interface OpenedFile {
  /** The process-wide descriptor: a worker thread adopts it, its owner alone closes it. */
  readonly descriptor: number
  facts(): Promise<FileFacts>
  /** Bytes read, 0 at the end; may be fewer than asked for. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Bytes written; may be fewer than given. */
  write(from: Uint8Array, position: number): Promise<number>
  setMode(mode: number): Promise<void>
  /** Nanoseconds since 1970; kept as exactly as the system can, at least to the microsecond. */
  setModified(modifiedNs: bigint): Promise<void>
  sync(): Promise<void>
  /** May be called again: only the first call closes. */
  close(): Promise<void>
}

/**
 * Every file operation of the jobs goes through here, so that a test can make any one of them fail. All methods throw
 * VaultError (files/file-error.ts) with the bare file name, the operation and the system's error name in its facts.
 */
export interface Files {
  /** The name itself: a symbolic link is not followed. */
  inspect(path: string): Promise<FileFacts>
  realPath(path: string): Promise<string>
  /** Opens without following a link in the last place and without waiting for a pipe's other end. */
  openToRead(path: string): Promise<OpenedFile>
  /** Makes a new file for reading and writing; throws TARGET_EXISTS where the name is taken, by a link too. */
  create(path: string, mode: number): Promise<OpenedFile>
  /** Gives a file a second name; never replaces. */
  link(from: string, to: string): Promise<void>
  /** Replaces `to`: only for names that are ours. */
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** The raw names in a folder, sorted by their bytes: a name need not be UTF-8. */
  list(folder: string): Promise<readonly Buffer[]>
  /** Throws TARGET_EXISTS where the name is taken. `mode` is cut by the umask; default 0777. */
  makeFolder(path: string, mode?: number): Promise<void>
  /** Sets the mode and, where given, the modification time of a folder. On Windows the time only. */
  setFolder(path: string, facts: { readonly mode: number; readonly modifiedNs: bigint | null }): Promise<void>
  /** Removes an empty folder, and no other. */
  removeFolder(path: string): Promise<void>
  /** Makes new names in a folder durable. A no-op where the system has no such thing (Windows). */
  syncFolder(path: string): Promise<void>
  /** Throws FOLDER_NOT_WRITABLE where this person may not make files in the folder. */
  checkWritable(folder: string): Promise<void>
  /** Bytes that this person may still write on the folder's disk. */
  freeSpace(folder: string): Promise<number>
}

/** True where both speak of the same file on the same disk. */
export function isSameFile(
  a: Pick<FileFacts, 'device' | 'inode'>,
  b: Pick<FileFacts, 'device' | 'inode'>,
): boolean {
  return a.device === b.device && a.inode === b.inode
}

/** True where nothing that the file system records about the content has changed between two looks. */
export function isUnchanged(before: FileFacts, after: FileFacts): boolean {
  return (
    isSameFile(before, after) &&
    before.size === after.size &&
    before.modifiedNs === after.modifiedNs &&
    before.changedNs === after.changedNs
  )
}
