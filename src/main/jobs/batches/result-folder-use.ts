import path from 'node:path'
import { kindUnsupported } from '../file/open-source.ts'
import type { Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import type { ResultPlace } from '../plan/planned-file.ts'

/**
 * The folders that running jobs put results into. What had to be made for a job that came to nothing is taken away again
 * where it is empty and no other running job goes there.
 */
export class ResultFolderUse {
  readonly #files: Files
  /** Running jobs by folder. */
  readonly #users = new Map<string, number>()
  /** Made here, for jobs none of which is done yet. */
  readonly #made = new Set<string>()
  readonly #removing = new Map<string, Promise<void>>()
  /** Folders that running jobs go to, being made or looked at, or found to be there: once for all of them. */
  readonly #ready = new Map<string, Promise<void>>()

  constructor(files: Files) {
    this.#files = files
  }

  /** Runs `work` with the folders of its result made. Throws what `work` throws, and why a folder cannot be made. */
  async during<T>(place: ResultPlace, work: () => Promise<T>): Promise<T> {
    const folders = foldersToMake(place)
    for (const folder of folders) this.#count(folder, 1)
    try {
      // Counted before this wait, so that no removal of these folders begins any more.
      await Promise.all(folders.map((folder) => this.#removing.get(folder)))
      for (const folder of folders) await this.#makeOnce(folder)
      const result = await work()
      for (const folder of folders) this.#made.delete(folder)
      return result
    } catch (error) {
      // Perhaps because a folder is gone: the next job looks again.
      for (const folder of folders) this.#ready.delete(folder)
      throw error
    } finally {
      for (const folder of folders) this.#count(folder, -1)
      for (const folder of folders.toReversed()) await this.#removeUnused(folder)
    }
  }

  #count(folder: string, change: 1 | -1): void {
    const users = (this.#users.get(folder) ?? 0) + change
    if (users > 0) return void this.#users.set(folder, users)
    this.#users.delete(folder)
    this.#ready.delete(folder)
  }

  /** Nobody goes on before the folder's own name is flushed: a result in it is no safer than that. */
  #makeOnce(folder: string): Promise<void> {
    const ready = this.#ready.get(folder) ?? this.#make(folder)
    this.#ready.set(folder, ready)
    return ready
  }

  /** A link in the folder's place is refused: it would lead elsewhere. */
  async #make(folder: string): Promise<void> {
    try {
      await this.#files.makeFolder(folder)
      this.#made.add(folder)
      await this.#files.syncFolder(path.dirname(folder)).catch(() => {})
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      const { kind } = await this.#files.inspect(folder)
      if (kind !== 'folder') throw kindUnsupported(kind)
    }
  }

  /** Never throws. A folder with anything in it stays: the system removes only empty ones. */
  async #removeUnused(folder: string): Promise<void> {
    if (this.#users.has(folder) || !this.#made.has(folder) || this.#removing.has(folder)) return
    const removing = this.#files.removeFolder(folder).then(
      () => void this.#made.delete(folder),
      () => {},
    )
    this.#removing.set(folder, removing)
    await removing
    this.#removing.delete(folder)
  }
}

/** The folders below the one that is there, from the top. */
function foldersToMake({ folder, existingFolder }: ResultPlace): readonly string[] {
  const names = path
    .relative(existingFolder, folder)
    .split(path.sep)
    .filter((name) => name !== '')
  return names.map((_, index) => path.join(existingFolder, ...names.slice(0, index + 1)))
}
