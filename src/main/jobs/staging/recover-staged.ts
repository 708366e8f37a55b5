import path from 'node:path'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import type { JournalEntry } from './journal.ts'

/** What a start did about the staged files of an earlier run. */
export interface Recovery {
  readonly removed: number
  /** Still to be removed: a disk that is not there now, or a file that could not be removed. */
  readonly remaining: readonly JournalEntry[]
}

function isOurs(entry: JournalEntry, facts: FileFacts): boolean {
  if (facts.kind !== 'file') return false
  if (entry.kind === 'placeholder')
    return entry.identity !== null && isSameFile(entry.identity, facts) && facts.size === 0
  return entry.identity === null ? facts.size === 0 : isSameFile(entry.identity, facts)
}

/** A missing name means "gone" only while its disk is there: a disk that was pulled comes back with the file on it. */
async function diskIsThere(files: Files, entry: JournalEntry): Promise<boolean> {
  try {
    const folder = await files.inspect(path.dirname(entry.path))
    return entry.identity === null || folder.device === entry.identity.device
  } catch {
    return false
  }
}

async function settle(files: Files, entry: JournalEntry): Promise<'removed' | 'forgotten' | 'remains'> {
  try {
    if (!isOurs(entry, await files.inspect(entry.path)))
      return (await diskIsThere(files, entry)) ? 'forgotten' : 'remains'
    await files.remove(entry.path)
    return 'removed'
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && (await diskIsThere(files, entry))) return 'forgotten'
    return 'remains'
  }
}

/** Removes what an earlier run left behind: only names of the journal, and only where they lead to the same file. */
export async function recoverStaged(files: Files, entries: readonly JournalEntry[]): Promise<Recovery> {
  const remaining: JournalEntry[] = []
  let removed = 0
  for (const entry of entries) {
    const outcome = await settle(files, entry)
    if (outcome === 'remains') remaining.push(entry)
    if (outcome === 'removed') removed++
  }
  return { removed, remaining }
}
