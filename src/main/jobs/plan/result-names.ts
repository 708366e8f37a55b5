import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { targetExists } from '../staging/publish.ts'
import { isNameTooLong, namesToTry, numberedFolderName, numberedName } from '../names/result-names.ts'

export interface NameRequest {
  readonly folder: string
  readonly wanted: string
  readonly ifExists: PlanOptions['ifExists']
  /** A folder is numbered at its very end. */
  readonly isFolder: boolean
}

/** Chooses result names for one plan, so that no two of its files want the same one. */
export class ResultNames {
  readonly #files: Files
  readonly #platform: NodeJS.Platform
  readonly #claimed = new Set<string>()

  constructor(files: Files, platform: NodeJS.Platform) {
    this.#files = files
    this.#platform = platform
  }

  /**
   * Claims the first name that is free on the disk and in the plan. Publishing looks again: this one is a forecast.
   * Throws TARGET_EXISTS, FILE_NAME_TOO_LONG, or why the folder cannot be looked at.
   */
  async claim({ folder, wanted, ifExists, isFolder }: NameRequest): Promise<string> {
    for (const name of namesToTry(wanted, ifExists, isFolder ? numberedFolderName : numberedName)) {
      if (isNameTooLong(name, this.#platform)) throw nameTooLong(name)
      const key = this.#key(path.join(folder, name))
      if (this.#claimed.has(key) || (await this.#exists(path.join(folder, name)))) continue
      this.#claimed.add(key)
      return name
    }
    throw targetExists(wanted)
  }

  /** macOS and Windows take names that differ in case, or in how an accent is written, for the same. */
  #key(target: string): string {
    return this.#platform === 'linux' ? target : target.normalize('NFC').toLowerCase()
  }

  async #exists(target: string): Promise<boolean> {
    try {
      await this.#files.inspect(target)
      return true
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return false
      throw error
    }
  }
}

function nameTooLong(name: string): VaultError {
  return new VaultError(
    'FILE_NAME_TOO_LONG',
    'the name of the result is longer than file systems allow; give the file a shorter name',
    { facts: { bytes: Buffer.byteLength(name) } },
  )
}
