import path from 'node:path'
import type { Files } from '../files/files.ts'

interface OpenFolder {
  readonly path: string
  readonly names: Iterator<Buffer>
}

/**
 * Removes a folder and everything in it, following no link: a link is a name like any other. Memory: the names of the
 * folders on the way down. Throws what the disk says; what was removed until then is gone, and it may be tried again.
 */
export async function removeTree(files: Files, folder: string): Promise<void> {
  const stack = [await listed(files, folder)]
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const next = open.names.next()
    if (next.done === true) {
      await files.removeFolder(open.path)
      stack.pop()
      continue
    }
    const inner = path.join(open.path, next.value.toString('utf8'))
    if ((await files.inspect(inner)).kind === 'folder') stack.push(await listed(files, inner))
    else await files.remove(inner)
  }
}

async function listed(files: Files, folder: string): Promise<OpenFolder> {
  return { path: folder, names: (await files.list(folder)).values() }
}
