import path from 'node:path'
import { stopIfCancelled } from '../engine/cancelled.ts'
import { publishFolder } from '../staging/publish-folder.ts'
import { discardStagedFolder, makeStagedFolder, promoteInner } from '../staging/staged-folder.ts'
import type { StagedFolder } from '../staging/staged-folder.ts'
import type { UnpackedTree } from '../tar/unpacked-tree.ts'
import type { Target, Workbench } from './with-staged.ts'
import type { PublishedFile } from './work.ts'

/** Runs `fill` with a new staged folder in `parent`. Whatever fails, the staged folder is taken away with all that is in it. */
export async function withStagedFolder<T>(
  bench: Workbench,
  parent: string,
  fill: (staged: StagedFolder) => Promise<T>,
): Promise<T> {
  stopIfCancelled(bench.signal)
  const staged = await makeStagedFolder(bench, parent)
  try {
    return await fill(staged)
  } catch (error) {
    await discardStagedFolder(bench, staged)
    throw error
  }
}

/**
 * Publishes a staged folder whose content is durable, or the one folder in it; throws where it was not published, or where
 * nobody can say.
 */
export async function publishStagedFolder(
  bench: Workbench,
  { staged, tree }: { readonly staged: StagedFolder; readonly tree: UnpackedTree },
  to: Target,
): Promise<PublishedFile> {
  stopIfCancelled(bench.signal)
  const { topFolder, isFlushed } = tree
  const result = topFolder === null ? staged : await promoteInner(bench, staged, topFolder)
  try {
    const publication = await publishFolder({
      files: bench.files,
      journal: bench.journal,
      staged: result,
      parent: path.dirname(to.target),
      name: path.basename(to.target),
      ifExists: to.ifExists ?? 'number',
    })
    if ('error' in publication) throw publication.error
    const durability = publication.outcome === 'durable' && isFlushed ? 'durable' : 'uncertain'
    return { path: publication.path, durability, withoutHardLinks: publication.withoutHardLinks }
  } catch (error) {
    await discardStagedFolder(bench, result)
    throw error
  }
}
