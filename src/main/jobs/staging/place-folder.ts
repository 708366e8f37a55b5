import { isVaultError } from '../../../shared/vault-error.ts'
import type { VaultError } from '../../../shared/vault-error.ts'
import { errnoOf } from '../files/file-error.ts'
import { isSameFile } from '../files/files.ts'
import type { Files } from '../files/files.ts'
import { forgetName } from './forget-name.ts'
import { factsAt } from './publish.ts'
import type { Placed } from './placed.ts'
import type { StagedFolder } from './staged-folder.ts'
import type { Staging } from './staged-file.ts'

export interface PlaceFolderRequest extends Staging {
  readonly staged: StagedFolder
  readonly target: string
  /** Default: this machine's. */
  readonly platform?: NodeJS.Platform
}

/** The mode of placeholders: one that the next start knows by nothing else is told from other people's by it. */
export const placeholderMode = 0o700

/**
 * Gives a folder its final name. A rename replaces nothing but an empty folder on Linux and macOS, and nothing at all
 * on Windows. So there an empty placeholder takes the name first, and fails where it is taken; on Windows the rename alone
 * does. Weaker than a hard link in one thing: a crash between the two leaves the empty placeholder until the next start.
 */
export async function placeFolder(request: PlaceFolderRequest): Promise<Placed> {
  const { files, target, platform = process.platform } = request
  try {
    await files.inspect(target)
    return { kind: 'taken' }
  } catch (error) {
    if (!isVaultError(error)) throw error
    if (errnoOf(error) !== 'ENOENT') return { kind: 'failed', error }
  }
  return platform === 'win32' ? placeDirectly(request) : placeOverPlaceholder(request)
}

async function placeDirectly(request: PlaceFolderRequest): Promise<Placed> {
  try {
    await request.files.rename(request.staged.path, request.target)
    return { kind: 'placed', certain: true }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return (await placedAnyway(request, error)) ?? { kind: 'failed', error }
  }
}

/** What an error of the rename is not taken at its word for: null where the folder is certainly not there. */
async function placedAnyway(request: PlaceFolderRequest, error: VaultError): Promise<Placed | null> {
  const found = await factsAt(request.files, request.target)
  if (found === 'unknown') return { kind: 'indeterminate', error }
  return found !== 'none' && isSameFile(found, request.staged.made)
    ? { kind: 'placed', certain: false }
    : null
}

async function placeOverPlaceholder(request: PlaceFolderRequest): Promise<Placed> {
  const { files, journal, staged, target } = request
  const journalId = await journal.intend(target, 'placeholderFolder')
  let isMade = false
  try {
    await files.makeFolder(target, placeholderMode)
    isMade = true
    await journal.made(journalId, await files.inspect(target))
    await files.rename(staged.path, target)
    await forgetName(request, { path: target, journalId })
    return { kind: 'placed', certain: true }
  } catch (error) {
    if (!isVaultError(error)) throw error
    // Taken since it was looked at, or what took its place since is theirs.
    const isTaken = (isMade ? takenSince : takenBefore).has(errnoOf(error) ?? '')
    const placed = isTaken && !isMade ? null : await placedAnyway(request, error)
    if (placed?.kind === 'indeterminate') return placed
    const isClear = placed !== null || (isTaken && !isMade) || (await removedEmpty(files, target))
    if (isClear) await forgetName(request, { path: target, journalId })
    return placed ?? (isTaken ? { kind: 'taken' } : { kind: 'failed', error })
  }
}

const takenBefore = new Set(['EEXIST'])
const takenSince = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR'])

/**
 * Takes the placeholder away, also where the disk said that it was not made: nothing was there a moment before, and
 * only an empty folder is ever removed. False where it may still be there and the next start has to see to it.
 */
async function removedEmpty(files: Files, target: string): Promise<boolean> {
  try {
    await files.removeFolder(target)
    return true
  } catch (error) {
    return ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errnoOf(error) ?? '')
  }
}
