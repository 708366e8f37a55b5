import path from 'node:path'
import { errnoOf } from '../files/file-error.ts'
import type { Files } from '../files/files.ts'

interface OpenFolder {
  readonly path: string
  readonly names: Iterator<Buffer>
}

/**
 * Removes a folder and everything in it, following no link: a link is a name like any other. What is gone already is as
 * it should be. Memory: the names of the folders on the way down. Throws what the disk says; what was removed until then
 * is gone, and it may be tried again.
 */
export async function removeTree(files: Files, folder: string): Promise<void> {
  const stack = [await listed(files, folder)]
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const next = open.names.next()
    if (next.done === true) {
      await unlessGone(files.removeFolder(open.path))
      stack.pop()
      continue
    }
    const inner = path.join(open.path, next.value.toString('utf8'))
    const facts = await unlessGone(files.inspect(inner))
    if (facts?.kind === 'folder') stack.push(await listed(files, inner))
    else if (facts !== null) await unlessGone(files.remove(inner))
  }
}

async function listed(files: Files, folder: string): Promise<OpenFolder> {
  const names = await unlessGone(files.list(folder))
  return { path: folder, names: (names ?? []).values() }
}

async function unlessGone<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}
