import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { errnoOf } from '../files/file-error.ts'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { diskIsThere, forgetName } from './forget-name.ts'
import { removeTree } from './remove-tree.ts'
import type { Staging } from './staged-file.ts'

/** A folder that is being filled under a hidden name beside its final one. Only its owner can look into it. */
export interface StagedFolder {
  readonly path: string
  /** Facts when it was made: its identity. */
  readonly made: FileFacts
  readonly journalId: string
}

const privateMode = 0o700

const stagedPathIn = (parent: string): string =>
  path.join(parent, `.keyhold-${randomBytes(16).toString('hex')}.part`)

/** Makes a staged folder in `parent`. Its name is durable in the journal before it exists, its identity before anything is in it. */
export async function makeStagedFolder({ files, journal }: Staging, parent: string): Promise<StagedFolder> {
  const stagedPath = stagedPathIn(parent)
  const journalId = await journal.intend(stagedPath, 'stagedFolder')
  try {
    await files.makeFolder(stagedPath, privateMode)
    const made = await files.inspect(stagedPath)
    await journal.made(journalId, made)
    return { path: stagedPath, made, journalId }
  } catch (error) {
    if (await removeNew(files, stagedPath))
      await forgetName({ files, journal }, { path: stagedPath, journalId })
    throw error
  }
}

/**
 * Makes a folder that lies in a staged one a staged folder of its own, and takes the outer one away. Its identity is
 * durable in the journal before it has its staged name: until then it goes with the outer one.
 */
export async function promoteInner(
  staging: Staging,
  outer: StagedFolder,
  name: string,
): Promise<StagedFolder> {
  const { files, journal } = staging
  const inner = path.join(outer.path, name)
  const made = await files.inspect(inner)
  const stagedPath = stagedPathIn(path.dirname(outer.path))
  const journalId = await journal.intend(stagedPath, 'stagedFolder')
  const staged = { path: stagedPath, made, journalId }
  try {
    await journal.made(journalId, made)
    await files.rename(inner, stagedPath)
  } catch (error) {
    await discardStagedFolder(staging, staged)
    throw error
  }
  await discardStagedFolder(staging, outer)
  return staged
}

/** Removes the name of a folder that was only just made. The name is random, so what is there is ours, and empty. */
async function removeNew(files: Files, stagedPath: string): Promise<boolean> {
  try {
    await files.removeFolder(stagedPath)
    return true
  } catch (error) {
    return errnoOf(error) === 'ENOENT'
  }
}

/**
 * Takes a staged folder away with all that is in it, where its name still leads to our folder. Never throws: what cannot
 * be removed now stays in the journal for the next start.
 */
export async function discardStagedFolder(staging: Staging, staged: StagedFolder): Promise<void> {
  if (await removeStagedFolder(staging.files, staged)) await forgetName(staging, staged)
}

/** The removal alone. Returns whether the name is gone. Never throws. */
async function removeStagedFolder(files: Files, staged: StagedFolder): Promise<boolean> {
  try {
    if (isSameFile(await files.inspect(staged.path), staged.made)) await removeTree(files, staged.path)
    return true
  } catch (error) {
    return errnoOf(error) === 'ENOENT' && (await diskIsThere(files, staged.path, staged.made.device))
  }
}
