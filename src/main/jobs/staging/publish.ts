import path from 'node:path'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { namesToTry } from '../names/result-names.ts'
import { hasNoHardLinks } from './no-hard-links.ts'
import { flushFolder } from './forget-name.ts'
import { placeByRename } from './place-by-rename.ts'
import type { LinkPlaced, Placed } from './placed.ts'
import { discardStaged, removeStaged } from './staged-file.ts'
import type { StagedFile, Staging } from './staged-file.ts'

/**
 * How a publication ended. Nothing may be deleted on the strength of any outcome but `durable`. `indeterminate`: the
 * disk failed in such a way that nobody can say whether the final name is there; if it is, it is the whole file.
 */
export type Publication =
  | {
      readonly outcome: 'durable' | 'durabilityUncertain'
      readonly path: string
      /** The file system has no hard links: a placeholder and a rename were used, a weaker promise. */
      readonly withoutHardLinks: boolean
    }
  | { readonly outcome: 'notPublished' | 'indeterminate'; readonly error: VaultError }

export interface PublishRequest extends Staging {
  /** Closed and flushed. */
  readonly staged: StagedFile
  readonly folder: string
  readonly name: string
  readonly ifExists: 'number' | 'refuse'
}

/** What a look at a name says where nothing can have that name. */
const nothingThere = new Set(['ENOENT', 'ENAMETOOLONG', 'ENOTDIR'])

/** What is under a name, if it can be said. */
export async function factsAt(files: Files, filePath: string): Promise<FileFacts | 'none' | 'unknown'> {
  try {
    return await files.inspect(filePath)
  } catch (error) {
    return nothingThere.has(errnoOf(error) ?? '') ? 'none' : 'unknown'
  }
}

/** Gives the staged file its final name by a hard link, which never replaces. An error is not taken at its word: the name is looked at. */
async function placeByLink(request: PublishRequest, target: string): Promise<LinkPlaced> {
  try {
    await request.files.link(request.staged.path, target)
    return { kind: 'placed', certain: true }
  } catch (error) {
    if (!isVaultError(error)) throw error
    const errno = errnoOf(error) ?? ''
    if (hasNoHardLinks(error)) return { kind: 'noHardLinks' }
    const found = await factsAt(request.files, target)
    if (found === 'unknown') return { kind: 'indeterminate', error }
    if (found !== 'none' && isSameFile(found, request.staged.made)) return { kind: 'placed', certain: false }
    return errno === 'EEXIST' ? { kind: 'taken' } : { kind: 'failed', error }
  }
}

async function finish(
  request: PublishRequest,
  name: string,
  placed: { certain: boolean; renamed: boolean },
): Promise<Publication> {
  const { files, journal, staged, folder } = request
  const isGone = placed.renamed || (await removeStaged(files, staged))
  const flush = await flushFolder(files, folder)
  // A name that a power loss could bring back stays in the journal.
  if (isGone && flush !== 'failed') journal.gone(staged.journalId)
  const durable = flush === 'flushed' && placed.certain
  return {
    outcome: durable ? 'durable' : 'durabilityUncertain',
    path: path.join(folder, name),
    withoutHardLinks: placed.renamed,
  }
}

async function place(request: PublishRequest, target: string): Promise<{ placed: Placed; renamed: boolean }> {
  const linked = await placeByLink(request, target)
  if (linked.kind !== 'noHardLinks') return { placed: linked, renamed: false }
  return { placed: await placeByRename(request, request.staged, target), renamed: true }
}

/**
 * Publishes a staged file under its final name without ever replacing: link, unlink, flush of the folder. A name that
 * is taken, also since the plan, gets the next number or is refused. Where nothing was published, the staged file is
 * removed. DESIGN.md section 4, promise 2.
 */
export async function publish(request: PublishRequest): Promise<Publication> {
  for (const name of namesToTry(request.name, request.ifExists)) {
    const { placed, renamed } = await place(request, path.join(request.folder, name))
    if (placed.kind === 'placed') return finish(request, name, { certain: placed.certain, renamed })
    if (placed.kind === 'taken') continue
    if (placed.kind === 'indeterminate')
      return { outcome: 'indeterminate', error: publicationUncertain(placed.error) }
    await discardStaged(request, request.staged)
    return { outcome: 'notPublished', error: placed.error }
  }
  await discardStaged(request, request.staged)
  return { outcome: 'notPublished', error: targetExists(request.name) }
}

/** The error where nobody can say whether the final name is there. */
export function publicationUncertain(cause: VaultError): VaultError {
  return new VaultError(
    'PUBLICATION_UNCERTAIN',
    'the disk failed while the result was given its name; look whether it is there before you try again',
    { cause, facts: cause.facts },
  )
}

/** The error where the wanted name, or every numbered one, is taken. */
export function targetExists(file: string): VaultError {
  return new VaultError('TARGET_EXISTS', 'a file of that name is already there; nothing was written', {
    facts: { file },
  })
}
