import path from 'node:path'
import { isInside } from '../files/is-inside.ts'

/** A folder as a person reads it: the home folder is `~`. For showing only, never to act on. */
export function folderLabel(folder: string, homeFolder: string): string {
  if (!isInside(homeFolder, folder)) return folder
  const relative = path.relative(homeFolder, folder)
  return relative === '' ? '~' : `~${path.sep}${relative}`
}
