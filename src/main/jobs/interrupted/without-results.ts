import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Files } from '../files/files.ts'
import { namesToTry, numberedFolderName, numberedName } from '../names/result-names.ts'
import type { UnfinishedBatch, UnfinishedFile } from './unfinished.ts'

const defaultPatience = 5000
/** Free names in a row that end the search. */
const mostFreeNames = 3

/**
 * Whether a file's result is there although nobody wrote down that it was done: the process was killed between the two.
 * A staged file's inode is written down before it holds a byte and stays the same under the final name, so the result is
 * known by it, whatever number it got. A free name alone ends nothing: a moved message is numbered while the old one, by
 * now in the trash, had the wanted name, and a person may have taken a lower number away.
 */
async function hasResult(files: Files, { target, inodes }: UnfinishedFile): Promise<boolean> {
  if (target === null || inodes.length === 0) return false
  for (const numbered of [numberedName, numberedFolderName]) {
    let free = 0
    for (const name of namesToTry(path.basename(target), 'number', numbered)) {
      const inode = await inodeOf(files, path.join(path.dirname(target), name))
      if (inode !== null && inodes.includes(inode)) return true
      free = inode === null ? free + 1 : 0
      if (free === mostFreeNames) break
    }
  }
  return false
}

async function inodeOf(files: Files, filePath: string): Promise<bigint | null> {
  try {
    return (await files.inspect(filePath)).inode
  } catch {
    return null
  }
}

/**
 * The batches that an earlier run left, without the files whose results are there, and only those with any file left.
 * The app's start waits for this, so what a disk has not answered within `patience` milliseconds counts as not done:
 * its plan then shows that the name is taken.
 */
export async function withoutResults(
  files: Files,
  batches: readonly UnfinishedBatch[],
  patience = defaultPatience,
): Promise<readonly UnfinishedBatch[]> {
  const ended = new AbortController()
  let isLate = false
  const late = pause(patience, undefined, { signal: ended.signal }).then(
    () => {
      isLate = true
      return false
    },
    () => false,
  )
  const left: UnfinishedBatch[] = []
  for (const batch of batches) {
    const open = new Map(batch.files)
    for (const file of batch.files.values())
      if (!isLate && (await Promise.race([hasResult(files, file), late]))) open.delete(file.index)
    if (open.size > 0) left.push({ ...batch, files: open })
  }
  ended.abort()
  return left
}
