import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import type { JournalEntry } from './journal.ts'
import { removeTree } from './remove-tree.ts'
import { isStagedName } from './staged-file.ts'

/** What a start did about the staged files of an earlier run. */
export interface Recovery {
  readonly removed: number
  /** Still to be removed: a disk that is not there now, or a file that could not be removed. */
  readonly remaining: readonly JournalEntry[]
}

/**
 * The random name of a staged file and its inode are enough: many disks (btrfs, ZFS, network ones) are given another
 * device number at each mount. A final name is anybody's, so a placeholder must be the same in everything.
 */
function isOurs({ kind, identity, path: entryPath }: JournalEntry, facts: FileFacts): boolean {
  const isFolder = kind === 'stagedFolder' || kind === 'placeholderFolder'
  if (facts.kind !== (isFolder ? 'folder' : 'file')) return false
  const isEmpty = isFolder || facts.size === 0
  if (kind === 'placeholder' || kind === 'placeholderFolder')
    return identity !== null && isSameFile(identity, facts) && isEmpty
  if (!isStagedName(path.basename(entryPath))) return false
  return identity === null ? isEmpty : identity.inode === facts.inode
}

/** A folder is removed with what is in it only where the journal knows it by its identity; any other only while it is empty. */
async function take(files: Files, entry: JournalEntry): Promise<void> {
  if (entry.kind === 'stagedFolder' && entry.identity !== null) await removeTree(files, entry.path)
  else if (entry.kind === 'stagedFolder' || entry.kind === 'placeholderFolder') {
    await files.removeFolder(entry.path)
  } else await files.remove(entry.path)
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
    await take(files, entry)
    return 'removed'
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && (await diskIsThere(files, entry))) return 'forgotten'
    return 'remains'
  }
}

const defaultPatience = 5000

/**
 * Removes what an earlier run left behind: only names of the journal, and only where they lead to the same file. The app
 * waits for this, so what a disk has not answered within `patience` milliseconds in all remains for the next start.
 */
export async function recoverStaged(
  files: Files,
  entries: readonly JournalEntry[],
  patience = defaultPatience,
): Promise<Recovery> {
  const remaining: JournalEntry[] = []
  let removed = 0
  const ended = new AbortController()
  let isLate = false
  const tooLate = pause(patience, undefined, { signal: ended.signal }).then(
    () => {
      isLate = true
      return 'remains' as const
    },
    () => 'remains' as const,
  )
  for (const entry of entries) {
    // Every look at a disk that hangs holds a thread that all other file work needs: none is begun after the first.
    const outcome = isLate ? 'remains' : await Promise.race([settle(files, entry), tooLate])
    if (outcome === 'remains') remaining.push(entry)
    if (outcome === 'removed') removed++
  }
  ended.abort()
  return { removed, remaining }
}
