import path from 'node:path'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { placeByRename } from '../staging/place-by-rename.ts'
import { hasNoHardLinks } from '../staging/no-hard-links.ts'
import type { Staging } from '../staging/staged-file.ts'

/**
 * Gives a published file the wanted name beside it, without ever replacing: a second name by a hard link, the folder
 * flushed, and only then the first name taken away. Where the file system has no hard links, as publishing does it. True
 * where the file has the wanted name and no other; false where it kept its own, which it has after any failure. Never
 * throws.
 */
export async function takeName(staging: Staging, from: string, wanted: string): Promise<boolean> {
  const { files } = staging
  if (from === wanted) return true
  try {
    const made = await files.inspect(from)
    if (!(await linked(staging, { path: from, made }, wanted))) return isAlone(files, made, { from, wanted })
    return await dropFirstName(files, made, { from, wanted })
  } catch {
    return false
  }
}

interface Published {
  readonly path: string
  readonly made: FileFacts
}

interface Names {
  readonly from: string
  readonly wanted: string
}

/** True where both names lead to the file now; false where one alone does. */
async function linked(staging: Staging, file: Published, wanted: string): Promise<boolean> {
  try {
    await staging.files.link(file.path, wanted)
    return true
  } catch (error) {
    if (!hasNoHardLinks(error)) return isThere(staging.files, wanted, file.made)
    await placeByRename(staging, file, wanted)
    await staging.files.syncFolder(path.dirname(wanted)).catch(() => {})
    return false
  }
}

async function isAlone(files: Files, made: FileFacts, { from, wanted }: Names): Promise<boolean> {
  return (await isThere(files, wanted, made)) && !(await isThere(files, from, made))
}

async function dropFirstName(files: Files, made: FileFacts, { from, wanted }: Names): Promise<boolean> {
  const folder = path.dirname(wanted)
  try {
    await files.syncFolder(folder)
    await files.remove(from)
  } catch {
    if (!(await isThere(files, from, made))) return true
    // Two names for one file would look like two files: the first one stays alone, where the disk lets it.
    if (await isThere(files, wanted, made)) await files.remove(wanted)
    return false
  }
  await files.syncFolder(folder).catch(() => {})
  return true
}

async function isThere(files: Files, name: string, made: FileFacts): Promise<boolean> {
  try {
    return isSameFile(await files.inspect(name), made)
  } catch {
    return false
  }
}
