import { existsSync } from 'node:fs'
import path from 'node:path'

/** A folder of ../shared. Where it is not there, `reason` is what its tests are skipped with; the word "vectors" is for REQUIRE. */
export interface SharedFolder {
  readonly folder: string
  readonly present: boolean
  readonly reason: string
}

/** Looks for `name` in ../shared beside this tree. */
export function sharedFolder(name: string): SharedFolder {
  const folder = path.join(import.meta.dirname, '..', '..', '..', '..', 'shared', name)
  return {
    folder,
    present: existsSync(folder),
    reason: `the vectors of ../shared/${name} are not beside this tree`,
  }
}
