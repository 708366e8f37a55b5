import { createHash } from 'node:crypto'
import path from 'node:path'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { checkUnchanged, withSource, type Source } from '../../jobs/file/open-source.ts'
import { isoOfFileTime } from '../../jobs/batches/seen-messages.ts'
import type { Files, OpenedFile } from '../../jobs/files/files.ts'
import { readUpTo, writeWhole } from '../../jobs/files/whole-transfers.ts'
import { isNameTooLong, namesToTry } from '../../jobs/names/result-names.ts'
import { checkPath, pathNotAllowed } from '../../jobs/plan/check-path.ts'
import { protectedFolders } from '../../jobs/plan/protected-folders.ts'

/** The system's own dialogs. Each gives an absolute path, undefined where the person closed it. */
export interface FileDialogs {
  file(title: string): Promise<string | undefined>
  newFile(options: { readonly title: string; readonly name: string }): Promise<string | undefined>
}

export interface KeyFilesOptions {
  readonly dialogs: FileDialogs
  readonly files: Files
  /** Folders of the app's own: nothing in them is read or written here. */
  readonly protectedFolders: readonly string[]
}

/** Where a file lies, for the catalog alone: never told to the page. */
export interface SomeFile {
  /** Absolute. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** When it was written (ISO 8601); null = just now, or not known. */
  readonly writtenAt: string | null
}

/** A file that the person chose, whole. Whoever asked for it wipes the bytes. */
export interface ChosenFile {
  /** Without its folder. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly from: SomeFile
}

/** A file that was too long to be read whole. */
export interface HashedFile {
  readonly name: string
  readonly digest: Uint8Array
}

/** Small files that a person chooses for a key, and new ones that they name. No path comes from the page or goes to it. */
export class KeyFiles {
  readonly #options: KeyFilesOptions

  constructor(options: KeyFilesOptions) {
    this.#options = options
  }

  /**
   * Null where the dialog was closed. Throws FILE_TOO_LARGE {limit} and what reading throws; `limit`: what is said to be the
   * most, where a file may be longer than what it holds.
   */
  async read(title: string, mostBytes: number, limit = mostBytes): Promise<ChosenFile | null> {
    return await this.#withChosen(title, async (source, chosen) => {
      if (source.facts.size > mostBytes) throw tooLarge(path.basename(chosen), limit)
      return await wholeOf(source, chosen, mostBytes)
    })
  }

  /** As `read`, for a file of any length: one that is longer than `mostBytes` is hashed instead. */
  async readOrHash(
    title: string,
    { mostBytes, hash }: { readonly mostBytes: number; readonly hash: 'sha256' | 'sha384' | 'sha512' },
  ): Promise<ChosenFile | HashedFile | null> {
    return await this.#withChosen(title, async (source, chosen) => {
      if (source.facts.size <= mostBytes) return await wholeOf(source, chosen, mostBytes)
      return { name: path.basename(chosen), digest: await hashOf(source.file, hash) }
    })
  }

  async #withChosen<Result>(
    title: string,
    use: (source: Source, chosen: string) => Promise<Result>,
  ): Promise<Result | null> {
    const { dialogs, files } = this.#options
    const chosen = await dialogs.file(title)
    if (chosen === undefined) return null
    const checked = await checkPath(files, chosen, await this.#isProtected())
    return await withSource(files, checked.path, async (source) => {
      const result = await use(source, checked.path)
      await checkUnchanged(source)
      return result
    })
  }

  /** Asks where a new file goes; null where the dialog was closed. Nothing is written yet. */
  async place(title: string, name: string): Promise<NewFilePlace | null> {
    const { dialogs, files } = this.#options
    const chosen = await dialogs.newFile({ title, name })
    if (chosen === undefined) return null
    if (!path.isAbsolute(chosen) || chosen.includes('\0') || !chosen.isWellFormed()) throw pathNotAllowed()
    const folder = await files.realPath(path.dirname(path.resolve(chosen)))
    if ((await this.#isProtected())(path.join(folder, path.basename(chosen)))) throw pathNotAllowed()
    return new NewFilePlace(files, folder, path.basename(path.resolve(chosen)))
  }

  #isProtected(): Promise<(realPath: string) => boolean> {
    return protectedFolders(this.#options.files, this.#options.protectedFolders)
  }
}

/** Where a person wants a new file. */
export class NewFilePlace {
  readonly #files: Files
  readonly #folder: string
  readonly #name: string

  constructor(files: Files, folder: string, name: string) {
    this.#files = files
    this.#folder = folder
    this.#name = name
  }

  /**
   * Writes the file, for its owner alone (0600), and gives its name once it is durable. A file that is there is never
   * replaced: the new one takes a numbered name beside it. What could not be written whole is removed.
   */
  async write(bytes: Uint8Array): Promise<string> {
    return path.basename((await this.writeFile(bytes)).path)
  }

  /** As `write`, and tells where the file lies. */
  async writeFile(bytes: Uint8Array): Promise<SomeFile> {
    for (const name of namesToTry(this.#name, 'number')) {
      if (isNameTooLong(name, process.platform)) break
      const target = path.join(this.#folder, name)
      const file = await this.#create(target)
      if (file === null) continue
      await this.#fill(file, target, bytes)
      return { path: target, size: bytes.length, writtenAt: null }
    }
    throw new VaultError('TARGET_EXISTS', 'no free name was found beside it; choose another one', {
      facts: { file: this.#name },
    })
  }

  async #create(target: string): Promise<OpenedFile | null> {
    try {
      return await this.#files.create(target, 0o600)
    } catch (error) {
      if (isVaultError(error) && error.code === 'TARGET_EXISTS') return null
      throw error
    }
  }

  async #fill(file: OpenedFile, target: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeWhole(file, bytes, 0)
      await file.sync()
      await file.close()
      await this.#files.syncFolder(this.#folder)
    } catch (error) {
      await file.close().catch(() => {})
      await this.#files.remove(target).catch(() => {})
      throw error
    }
  }
}

async function wholeOf({ file, facts }: Source, at: string, mostBytes: number): Promise<ChosenFile> {
  const name = path.basename(at)
  const { size, modifiedNs } = facts
  const from = { path: at, size, writtenAt: isoOfFileTime(modifiedNs) }
  return { name, bytes: await readAll(file, mostBytes, name), from }
}

/** The whole file. One byte more than allowed is asked for: it may have grown since it was looked at. */
async function readAll(file: OpenedFile, mostBytes: number, name: string): Promise<Uint8Array> {
  const room = new Uint8Array(new ArrayBuffer(mostBytes + 1))
  try {
    const count = await readUpTo(file, room, 0)
    if (count > mostBytes) throw tooLarge(name, mostBytes)
    // A small copy of V8's own would lie in its heap, where nothing can be wiped.
    const bytes = new Uint8Array(new ArrayBuffer(count))
    bytes.set(room.subarray(0, count))
    return bytes
  } finally {
    room.fill(0)
  }
}

const hashedAtOnce = 1 << 20

async function hashOf(file: OpenedFile, algorithm: string): Promise<Uint8Array> {
  const hash = createHash(algorithm)
  const room = new Uint8Array(hashedAtOnce)
  let position = 0
  try {
    for (;;) {
      const count = await readUpTo(file, room, position)
      hash.update(room.subarray(0, count))
      position += count
      if (count < room.length) return hash.digest()
    }
  } finally {
    room.fill(0)
  }
}

function tooLarge(file: string, limit: number): VaultError {
  return new VaultError(
    'FILE_TOO_LARGE',
    `the file is larger than the ${limit} bytes that can be taken here`,
    {
      facts: { file, limit },
    },
  )
}
