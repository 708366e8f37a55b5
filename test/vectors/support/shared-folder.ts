import { existsSync } from 'node:fs'
import path from 'node:path'

/** A folder of ../shared, and whether its tests are skipped: it is not there, and nothing requires it. */
export interface SharedFolder {
  readonly folder: string
  readonly present: boolean
  readonly skipped: boolean
}

/** Looks for `name` in ../shared beside this tree. Says so in one line where its tests are skipped. */
export function sharedFolder(name: string): SharedFolder {
  const folder = path.join(import.meta.dirname, '..', '..', '..', '..', 'shared', name)
  const present = existsSync(folder)
  const skipped = !present && !(process.env['REQUIRE'] ?? '').split(',').includes('vectors')
  if (skipped) console.log(`skipped: ../shared/${name} is not beside this tree`)
  return { folder, present, skipped }
}
