import path from 'node:path'
import { namesToTry, numberedFolderName } from '../names/result-names.ts'
import { flushFolder } from './forget-name.ts'
import { placeFolder } from './place-folder.ts'
import { publicationUncertain, targetExists } from './publish.ts'
import type { Publication } from './publish.ts'
import { discardStagedFolder } from './staged-folder.ts'
import type { StagedFolder } from './staged-folder.ts'
import type { Staging } from './staged-file.ts'

export interface PublishFolderRequest extends Staging {
  /** Everything in it flushed. */
  readonly staged: StagedFolder
  readonly parent: string
  readonly name: string
  readonly ifExists: 'number' | 'refuse'
  /** Default: this machine's. */
  readonly platform?: NodeJS.Platform
}

/**
 * Publishes a staged folder under its final name without ever replacing; a name that is taken, also since the plan, gets
 * the next number or is refused. Where nothing was published, the staged folder is removed. The outcomes are those of
 * `publish`. A folder has no hard links: see `placeFolder` for what that means.
 */
export async function publishFolder(request: PublishFolderRequest): Promise<Publication> {
  for (const name of namesToTry(request.name, request.ifExists, numberedFolderName)) {
    const target = path.join(request.parent, name)
    const placed = await placeFolder({ ...request, target })
    if (placed.kind === 'placed') return finish(request, target, placed.certain)
    if (placed.kind === 'taken') continue
    if (placed.kind === 'indeterminate')
      return { outcome: 'indeterminate', error: publicationUncertain(placed.error) }
    await discardStagedFolder(request, request.staged)
    return { outcome: 'notPublished', error: placed.error }
  }
  await discardStagedFolder(request, request.staged)
  return { outcome: 'notPublished', error: targetExists(request.name) }
}

async function finish(request: PublishFolderRequest, target: string, certain: boolean): Promise<Publication> {
  const flush = await flushFolder(request.files, request.parent)
  // A name that a power loss could bring back stays in the journal.
  if (flush !== 'failed') request.journal.gone(request.staged.journalId)
  const outcome = certain && flush === 'flushed' ? 'durable' : 'durabilityUncertain'
  return { outcome, path: target, withoutHardLinks: false }
}
