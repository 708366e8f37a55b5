import type { Shell } from 'electron'
import { VaultError } from '../../shared/vault-error.ts'

/** Where a job's files are, for jobs that have ended; undefined for any other id. */
export type RevealablePath = (jobId: string, which: 'result' | 'source') => string | undefined

/** Shows a finished job's file in the file manager, and opens nothing (SECURITY.md point 12). Throws JOB_NOT_FOUND. */
export function reveal(
  shell: Pick<Shell, 'showItemInFolder'>,
  pathOf: RevealablePath,
  choice: { jobId: string; which: 'result' | 'source' },
): void {
  const path = pathOf(choice.jobId, choice.which)
  if (path === undefined) throw new VaultError('JOB_NOT_FOUND', 'this row has no file to show any more')
  shell.showItemInFolder(path)
}
