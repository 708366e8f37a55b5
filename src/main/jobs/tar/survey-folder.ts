import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Files } from '../files/files.ts'
import { LeftOutList } from './left-out.ts'
import type { LeftOut } from './left-out.ts'
import { paddingAfter, tarEnd, tarHeaderLength } from './tar-header.ts'
import { walkFolder } from './walk-folder.ts'
import type { FolderFind, WalkOptions } from './walk-folder.ts'

/** A folder as it was found: what it would become as one tar. */
export interface FolderSurvey {
  /** Bytes of the tar: exact. */
  readonly tarBytes: number
  readonly files: number
  /** The folder itself included. */
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  readonly leftOut: LeftOut
  /** SHA-256 over every name, kind, identity, size and time: two surveys with the same one found the same folder. */
  readonly digest: string
}

/** The name that a folder has inside its own tar: its own; a whole disk has none. */
export function topNameOf(folder: string): string {
  return path.basename(folder) || 'disk'
}

/** Adds up what a walk finds. */
export class SurveyTally {
  readonly #topName: string
  readonly #hash = createHash('sha256')
  readonly #leftOut = new LeftOutList()
  #tarBytes = tarEnd
  #files = 0
  #folders = 0
  #contentBytes = 0

  constructor(folder: string) {
    this.#topName = topNameOf(folder)
  }

  add(find: FolderFind): void {
    if ('leftOut' in find) {
      this.#leftOut.add(find.leftOut)
      this.#hash.update(`${find.leftOut.kind}\0${find.leftOut.name}\n\0`)
      return
    }
    const { kind, name, facts } = find
    const { device, inode, size, mode, modifiedNs, changedNs } = facts
    const length = kind === 'file' ? size : 0
    const said = [kind, name, device, inode, length, mode, modifiedNs, changedNs].join('\0')
    this.#hash.update(`${said}\n\0`)
    this.#tarBytes += tarHeaderLength(this.#topName, find) + length + paddingAfter(length)
    this.#contentBytes += length
    if (kind === 'file') this.#files++
    else this.#folders++
  }

  finish(): FolderSurvey {
    return {
      tarBytes: this.#tarBytes,
      files: this.#files,
      folders: this.#folders,
      contentBytes: this.#contentBytes,
      leftOut: { count: this.#leftOut.count, first: this.#leftOut.first },
      digest: this.#hash.digest('hex'),
    }
  }
}

/**
 * Looks at everything in a folder, in constant memory and without opening a file. Throws what `walkFolder` throws:
 * FILE_NAME_UNSUPPORTED for a name that is not UTF-8, FOLDER_NOT_READABLE, CANCELLED.
 */
export async function surveyFolder(
  files: Files,
  folder: string,
  options: WalkOptions = {},
): Promise<FolderSurvey> {
  const tally = new SurveyTally(folder)
  for await (const find of walkFolder(files, folder, options)) tally.add(find)
  return tally.finish()
}
