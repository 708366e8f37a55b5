import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isSameFile } from '../files/files.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { diskIsThere, flushFolder } from './forget-name.ts'
import type { JournalEntry } from './journal.ts'
import { placeholderMode } from './place-folder.ts'
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
  if (kind === 'placeholder')
    return facts.kind === 'file' && identity !== null && isSameFile(identity, facts) && facts.size === 0
  if (kind === 'placeholderFolder') return facts.kind === 'folder' && isOurPlaceholder(identity, facts)
  const isFolder = kind === 'stagedFolder'
  if (facts.kind !== (isFolder ? 'folder' : 'file') || !isStagedName(path.basename(entryPath))) return false
  return identity === null ? isFolder || facts.size === 0 : identity.inode === facts.inode
}

/**
 * A placeholder whose identity was not written down any more: nothing had its name when it was made, it is private as
 * ours are, and it is removed only while it is empty.
 */
function isOurPlaceholder(identity: JournalEntry['identity'], facts: FileFacts): boolean {
  return identity === null ? facts.mode === placeholderMode : isSameFile(identity, facts)
}

/** Removes what an entry leads to. Folders go with what is in them only where the journal knows them by their identity. */
async function take(files: Files, { kind, identity, path: entryPath }: JournalEntry): Promise<void> {
  if (kind === 'staged' || kind === 'placeholder') await files.remove(entryPath)
  else if (kind === 'stagedFolder' && identity !== null) await removeTree(files, entryPath)
  else await removeEmpty(files, entryPath)
}

/** What somebody has filled since is theirs. */
async function removeEmpty(files: Files, folder: string): Promise<void> {
  try {
    await files.removeFolder(folder)
  } catch (error) {
    if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST') throw error
  }
}

/** Nothing is forgotten before its being gone is durable: a power loss could bring the name back. */
async function settle(files: Files, entry: JournalEntry): Promise<'removed' | 'forgotten' | 'remains'> {
  const outcome = await lookAndTake(files, entry)
  if (outcome === 'remains') return outcome
  return (await flushFolder(files, path.dirname(entry.path))) === 'failed' ? 'remains' : outcome
}

async function lookAndTake(files: Files, entry: JournalEntry): Promise<'removed' | 'forgotten' | 'remains'> {
  const isThere = () => diskIsThere(files, entry.path, entry.identity?.device ?? null)
  try {
    if (!isOurs(entry, await files.inspect(entry.path))) return (await isThere()) ? 'forgotten' : 'remains'
    await take(files, entry)
    return 'removed'
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && (await isThere())) return 'forgotten'
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
