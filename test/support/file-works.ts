import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { moveFile } from '../../src/main/jobs/file/move-file.ts'
import { packFolder } from '../../src/main/jobs/file/pack-folder.ts'
import { unpackFolder } from '../../src/main/jobs/file/unpack-folder.ts'
import type { TarEngine } from '../../src/main/jobs/engine/tar-engine.ts'
import type { FileWork, PublishedFile } from '../../src/main/jobs/file/work.ts'
import { fixedKeyring } from './fixed-keyring.ts'

/** The works on one file or folder that end with a result under a final name. */
export type Work = 'encrypt' | 'decrypt' | 'move' | 'pack' | 'unpack'
export const works: readonly Work[] = ['encrypt', 'decrypt', 'move', 'pack', 'unpack']

export interface WorkRequest extends FileWork {
  /** A file, or the folder that is packed. */
  readonly source: string
  readonly target: string
  /** For packing and unpacking. Default: the calling thread's. */
  readonly tarEngine?: TarEngine
}

const mebibyte = 1024 * 1024

/** Does one of them with the same keys in every process: frames of a mebibyte, moved from key `fixed` to key `other`. */
export function doWork(work: Work, request: WorkRequest): Promise<PublishedFile> {
  const shared = { ...request, keyring: fixedKeyring(), frameLength: mebibyte }
  switch (work) {
    case 'encrypt':
      return encryptFile(shared)
    case 'decrypt':
      return decryptFile(shared)
    case 'move':
      return moveFile({ ...shared, openingKeyring: fixedKeyring(), keyring: fixedKeyring('other') })
    case 'pack':
      return packFolder({ ...shared, folder: request.source })
    case 'unpack':
      return unpackFolder(shared)
  }
}
