import type { FolderSurvey } from '../tar/survey-folder.ts'
import type { TarEngine } from '../engine/tar-engine.ts'
import type { LeftOut } from '../tar/left-out.ts'
import type { EncryptFileOptions, EncryptedFile } from './encrypt-file.ts'

export interface PackFolderOptions extends Omit<EncryptFileOptions, 'source'> {
  /** The folder: absolute, and no link. The target may not lie in it. */
  readonly folder: string
  /** Default: the calling thread's. */
  readonly tarEngine?: TarEngine
  /** Folders that are left out, links resolved: the profile and the app. */
  readonly protectedFolders?: readonly string[]
  /** What was found in the folder: `tarBytes` is what `onProgress` counts up to. */
  readonly onSurveyed?: (survey: FolderSurvey) => void
}

/** `plaintextBytes` are those of the tar. */
export interface PackedFolder extends EncryptedFile {
  readonly files: number
  /** The folder itself included. */
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  /** Links, pipes, sockets, devices and folders of the app: they are not in the message. */
  readonly leftOut: LeftOut
}

/**
 * Encrypts a folder into one message, as a tar that never touches the disk: staged, flushed, read back, published
 * without replacing. Throws VaultError, FILE_CHANGED where anything in the folder changed meanwhile; then nothing is under
 * the final name, save after PUBLICATION_UNCERTAIN.
 */
export async function packFolder(_options: PackFolderOptions): Promise<PackedFolder> {
  throw new Error('not yet')
}
