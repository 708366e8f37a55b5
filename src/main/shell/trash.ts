import path from 'node:path'
import type { Shell } from 'electron'

/**
 * Moves a file or folder of a job to the system's trash, where a person finds it again. Never deletes: where the system
 * has no trash for that disk it throws, and the jobs keep the original.
 */
export function trash(shell: Pick<Shell, 'trashItem'>): (filePath: string) => Promise<void> {
  // Windows takes backslashes only.
  return (filePath) => shell.trashItem(path.resolve(filePath))
}
