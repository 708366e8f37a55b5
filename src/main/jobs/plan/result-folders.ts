import path from 'node:path'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { kindUnsupported } from '../file/open-source.ts'
import type { Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { pathNotAllowed } from './check-path.ts'
import type { IsProtected } from './protected-folders.ts'

/** A folder that results go to, looked at once for a whole plan. */
export interface ResultFolder {
  readonly path: string
  /** The deepest part of it that is there now; and that part with its links resolved. */
  readonly existing: string
  readonly realPath: string
  readonly device: bigint | null
  readonly problem: Problem | null
}

/** Looks at result folders: there or still to be made, and may this person write in them. */
export class ResultFolders {
  readonly #files: Files
  readonly #isProtected: IsProtected
  readonly #known = new Map<string, Promise<ResultFolder>>()

  constructor(files: Files, isProtected: IsProtected) {
    this.#files = files
    this.#isProtected = isProtected
  }

  /** `base` is there; folders below it may be missing, and none of them may be a link. */
  at(base: string, tree: string): Promise<ResultFolder> {
    const folder = path.join(base, tree)
    const known = this.#known.get(folder)
    if (known !== undefined) return known
    const looked = this.#look(base, tree)
    this.#known.set(folder, looked)
    return looked
  }

  async #look(base: string, tree: string): Promise<ResultFolder> {
    const folder = path.join(base, tree)
    let existing = base
    try {
      existing = await this.#deepest(base, tree)
      const real = await this.#files.realPath(existing)
      if (this.#isProtected(path.join(real, path.relative(existing, folder)))) throw pathNotAllowed()
      const { device } = await this.#files.inspect(real)
      await this.#files.checkWritable(existing)
      return { path: folder, existing, realPath: real, device, problem: null }
    } catch (error) {
      return { path: folder, existing, realPath: existing, device: null, problem: problemOf(error) }
    }
  }

  async #deepest(base: string, tree: string): Promise<string> {
    let existing = base
    for (const name of tree.split(path.sep).filter((part) => part !== '')) {
      try {
        const { kind } = await this.#files.inspect(path.join(existing, name))
        if (kind !== 'folder') throw kindUnsupported(kind)
        existing = path.join(existing, name)
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return existing
        throw error
      }
    }
    return existing
  }
}
