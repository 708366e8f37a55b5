import path from 'node:path'
import { kindUnsupported } from '../file/open-source.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { isStagedName } from '../staging/staged-file.ts'
import { nameUnsupported, pathNotAllowed } from './check-path.ts'
import type { CheckedPath } from './check-path.ts'
import type { IsProtected } from './protected-folders.ts'
import type { Place } from './surveyed-item.ts'

/** Something under a dropped path: an ordinary file, or what stands in the way of one. */
export type Found = Place & ({ readonly facts: FileFacts } | { readonly error: unknown })

interface Folder extends Place {
  /** What the place of its children says. */
  readonly childrenInside: string
}

/** A name as text, or undefined where its bytes are not UTF-8: such a file cannot be named again without a mistake. */
function textOf(name: Buffer): string | undefined {
  const text = name.toString('utf8')
  return Buffer.from(text, 'utf8').equals(name) ? text : undefined
}

/**
 * Everything under a checked path, depth first and in the order of the names' bytes. Links are not followed: each is a
 * find with an error, as are folders that cannot be listed, pipes, devices and the app's own folders. Hidden files
 * count; staged files of running jobs do not.
 */
export async function* walk(
  files: Files,
  root: CheckedPath,
  isProtected: IsProtected,
): AsyncGenerator<Found, void> {
  const top = { path: root.path, realPath: root.realPath, inside: '', tree: '' }
  if (root.facts.kind === 'file') {
    yield { ...top, facts: root.facts }
    return
  }
  const folders: Folder[] = [{ ...top, childrenInside: '' }]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const inner: Folder[] = []
    for await (const found of children(files, folder, isProtected)) {
      if ('folder' in found) inner.push(found.folder)
      else yield found
    }
    for (const next of inner.toReversed()) folders.push(next)
  }
}

async function* children(
  files: Files,
  folder: Folder,
  isProtected: IsProtected,
): AsyncGenerator<Found | { readonly folder: Folder }, void> {
  let names: readonly Buffer[]
  try {
    names = await files.list(folder.path)
  } catch (error) {
    const { path: folderPath, realPath, inside, tree } = folder
    yield { path: folderPath, realPath, inside, tree, error }
    return
  }
  const tree = path.join(folder.tree, path.basename(folder.path))
  for (const bytes of names) {
    const name = textOf(bytes)
    const shown = name ?? bytes.toString('utf8')
    const realPath = path.join(folder.realPath, shown)
    const place = { path: path.join(folder.path, shown), realPath, inside: folder.childrenInside, tree }
    if (name === undefined) yield { ...place, error: nameUnsupported() }
    else if (!isStagedName(name)) yield await child(files, place, isProtected)
  }
}

async function child(
  files: Files,
  place: Place,
  isProtected: IsProtected,
): Promise<Found | { readonly folder: Folder }> {
  try {
    const facts = await files.inspect(place.path)
    if (facts.kind === 'file') return { ...place, facts }
    if (facts.kind !== 'folder') return { ...place, error: kindUnsupported(facts.kind) }
    if (isProtected(place.realPath)) return { ...place, error: pathNotAllowed() }
    return { folder: { ...place, childrenInside: path.join(place.inside, path.basename(place.path)) } }
  } catch (error) {
    return { ...place, error }
  }
}
