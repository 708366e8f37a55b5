import path from 'node:path'
import type { Files } from '../jobs/files/files.ts'
import { pathNotAllowed } from '../jobs/plan/check-path.ts'
import { protectedFolders } from '../jobs/plan/protected-folders.ts'

/** The system's own dialogs. Each gives absolute paths, nothing where the person closed it. */
export interface RecoveryDialogs {
  file(title: string): Promise<string | undefined>
  someFiles(title: string): Promise<readonly string[]>
  someFolder(title: string): Promise<string | undefined>
  newFile(options: { readonly title: string; readonly name: string }): Promise<string | undefined>
}

export interface RecoveryPathsOptions {
  readonly dialogs: RecoveryDialogs
  readonly files: Files
  /** Folders of the app's own: nothing is read from or put into them here. */
  readonly protectedFolders: readonly string[]
}

/** Paths that a person chose for sheets and backups. They come from dialogs alone and never go to the page. */
export class RecoveryPaths {
  readonly #options: RecoveryPathsOptions

  constructor(options: RecoveryPathsOptions) {
    this.#options = options
  }

  async newFile(title: string, name: string): Promise<string | null> {
    const chosen = await this.#options.dialogs.newFile({ title, name })
    return chosen === undefined ? null : await this.#allowed(path.dirname(chosen), path.basename(chosen))
  }

  async folder(title: string): Promise<string | null> {
    const chosen = await this.#options.dialogs.someFolder(title)
    return chosen === undefined ? null : await this.#allowed(chosen)
  }

  async file(title: string): Promise<string | null> {
    const chosen = await this.#options.dialogs.file(title)
    return chosen === undefined ? null : await this.#allowed(path.dirname(chosen), path.basename(chosen))
  }

  async files(title: string): Promise<readonly string[] | null> {
    const chosen = await this.#options.dialogs.someFiles(title)
    if (chosen.length === 0) return null
    return await Promise.all(chosen.map((each) => this.#allowed(path.dirname(each), path.basename(each))))
  }

  async #allowed(folder: string, name = ''): Promise<string> {
    const { files, protectedFolders: ours } = this.#options
    if (!path.isAbsolute(folder) || `${folder}${name}`.includes('\0')) throw pathNotAllowed()
    const whole = path.join(await files.realPath(path.resolve(folder)), name)
    if ((await protectedFolders(files, ours))(whole)) throw pathNotAllowed()
    return whole
  }
}
