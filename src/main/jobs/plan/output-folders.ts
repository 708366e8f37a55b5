import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { Files } from '../files/files.ts'
import { pathNotAllowed } from './check-path.ts'
import { folderLabel } from './folder-label.ts'
import { protectedFolders } from './protected-folders.ts'

export interface OutputFoldersOptions {
  readonly files: Files
  /** Folders of the app's own: no result goes there. */
  readonly protectedFolders: readonly string[]
  readonly homeFolder: string
}

/** Folders for results that a person chose in a dialog. The page has an id for each, never its path. */
export class OutputFolders {
  readonly #options: OutputFoldersOptions
  readonly #paths = new Map<string, string>()

  constructor(options: OutputFoldersOptions) {
    this.#options = options
  }

  /** Takes a folder chosen in a dialog of the main process. Throws PATH_NOT_ALLOWED for one of the app's own. */
  async allow(folder: string): Promise<{ readonly folderId: string; readonly label: string }> {
    const { files, homeFolder } = this.#options
    const resolved = path.resolve(folder)
    const isProtected = await protectedFolders(files, this.#options.protectedFolders)
    // A folder that is not there has no real path yet; the plan looks at it again.
    const real = await files.realPath(resolved).catch(() => resolved)
    if (isProtected(real)) throw pathNotAllowed()
    const folderId = randomUUID()
    this.#paths.set(folderId, resolved)
    return { folderId, label: folderLabel(resolved, homeFolder) }
  }

  /** The folder that a plan's options name; null = beside the originals. Throws PATH_NOT_ALLOWED for an unknown id. */
  pathOf(output: PlanOptions['output']): string | null {
    if (output === 'beside') return null
    const folder = this.#paths.get(output.folderId)
    if (folder === undefined)
      throw new VaultError('PATH_NOT_ALLOWED', 'choose the folder for the results again')
    return folder
  }
}
