import path from 'node:path'
import type { Files } from '../files/files.ts'
import { isInside } from '../files/is-inside.ts'

/** Tells whether a path, its links resolved, is one of the app's own folders or inside one. */
export type IsProtected = (realPath: string) => boolean

/**
 * A test for the folders that jobs never touch: the profile (keys, journal) and the app itself. SECURITY.md point 23.
 * A folder that is not there yet is taken by its name.
 */
export async function protectedFolders(files: Files, folders: readonly string[]): Promise<IsProtected> {
  const real = await realFolders(files, folders)
  return (candidate) => real.some((folder) => isInside(folder, candidate))
}

/** The same folders with their links resolved. */
export function realFolders(files: Files, folders: readonly string[]): Promise<readonly string[]> {
  return Promise.all(folders.map((folder) => files.realPath(folder).catch(() => path.resolve(folder))))
}
