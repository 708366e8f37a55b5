import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files, OpenedFile } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { diskIsThere, forgetName } from './forget-name.ts'
import type { Journal } from './journal.ts'

/** Where staged files live and are written down. */
export interface Staging {
  readonly files: Files
  readonly journal: Journal
}

/** A file that is being written under a hidden name in the folder of its final one. Only its owner can read it. */
export interface StagedFile {
  readonly path: string
  readonly file: OpenedFile
  /** Facts when it was made: its identity. */
  readonly made: FileFacts
  readonly journalId: string
}

/** True for the names that staged files are given. */
export function isStagedName(name: string): boolean {
  return /^\.keyhold-[0-9a-f]{32}\.part$/.test(name)
}

/** Makes a staged file in `folder`. Its name is durable in the journal before it exists, its identity before it holds a byte. */
export async function makeStaged({ files, journal }: Staging, folder: string): Promise<StagedFile> {
  const stagedPath = path.join(folder, `.keyhold-${randomBytes(16).toString('hex')}.part`)
  const journalId = await journal.intend(stagedPath, 'staged')
  let file: OpenedFile | null = null
  try {
    file = await files.create(stagedPath, 0o600)
    const made = await file.facts()
    await journal.made(journalId, made)
    return { path: stagedPath, file, made, journalId }
  } catch (error) {
    await file?.close().catch(() => {})
    if (await removeNew(files, stagedPath))
      await forgetName({ files, journal }, { path: stagedPath, journalId })
    throw error
  }
}

/** Removes the name of a file that was only just made. The name is random, so what is there is ours. */
async function removeNew(files: Files, stagedPath: string): Promise<boolean> {
  try {
    await files.remove(stagedPath)
    return true
  } catch (error) {
    return errnoOf(error) === 'ENOENT'
  }
}

/**
 * Takes a staged name away, where it still leads to our file. Never throws: what cannot be removed now stays in the
 * journal for the next start.
 */
export async function discardStaged(staging: Staging, staged: StagedFile): Promise<void> {
  if (await removeStaged(staging.files, staged)) await forgetName(staging, staged)
}

/** The removal alone, for whoever flushes the folder and tells the journal. Returns whether the name is gone. Never throws. */
export async function removeStaged(files: Files, staged: StagedFile): Promise<boolean> {
  try {
    if (isSameFile(await files.inspect(staged.path), staged.made)) await files.remove(staged.path)
    return true
  } catch (error) {
    return errnoOf(error) === 'ENOENT' && (await diskIsThere(files, staged.path, staged.made.device))
  }
}
