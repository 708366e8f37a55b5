import type { TarEngine } from '../engine/tar-engine.ts'
import type { LeftOut } from '../tar/left-out.ts'
import type { DecryptFileOptions, DecryptedFile } from './decrypt-file.ts'

/** `target` is the folder to make; a taken name is numbered or refused. */
export interface UnpackFolderOptions extends DecryptFileOptions {
  /** Default: the calling thread's. */
  readonly tarEngine?: TarEngine
  /** More entries than this are refused with TOO_MANY_FILES. Default 1,000,000. */
  readonly maxEntries?: number
}

/** `plaintextBytes` are those of the tar; `withoutHardLinks` is false: a folder is never published by one. */
export interface UnpackedFolder extends DecryptedFile {
  readonly files: number
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  /** Links of any kind: they are not made. */
  readonly leftOut: LeftOut
}

/**
 * Opens a message with a tar in it into a folder: extracted into a private staged one, and published without replacing
 * only once the whole message was authenticated and the whole tar was good. Throws VaultError, TAR_ENTRY_UNSAFE and
 * TAR_DAMAGED among others; then nothing is under the final name, save after PUBLICATION_UNCERTAIN.
 */
export async function unpackFolder(_options: UnpackFolderOptions): Promise<UnpackedFolder> {
  throw new Error('not yet')
}
