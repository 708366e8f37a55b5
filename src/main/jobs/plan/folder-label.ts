import path from 'node:path'

/** A folder as a person reads it: the home folder is `~`. For showing only, never to act on. */
export function folderLabel(folder: string, homeFolder: string): string {
  const relative = path.relative(homeFolder, folder)
  if (relative === '') return '~'
  if (relative.startsWith('..') || path.isAbsolute(relative)) return folder
  return `~${path.sep}${relative}`
}
