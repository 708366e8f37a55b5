import { VaultError } from '../../shared/vault-error.ts'
import type { VaultDeps } from '../vault-deps.ts'
import type { ResealRequest } from './reseal-store.ts'

/**
 * Gives a whole store its final name in place of the present one: a rename over it, so that no moment has neither. The
 * present file stays locked by this process until then where the system allows it, so that no other one begins to use it.
 * Throws Node's errors; the present store is then in its place.
 */
export function placeStore(
  { files, paths, now }: VaultDeps,
  unfinished: string,
  { present, release = () => undefined }: Pick<ResealRequest, 'present' | 'release'>,
): void {
  let isReleased = false
  const releaseOnce = (): void => {
    if (!isReleased) release()
    isReleased = true
  }
  try {
    // Windows replaces no open file.
    if (process.platform === 'win32') releaseOnce()
    const aside = present === 'setAside' ? freeName({ files, paths, now }) : null
    if (aside !== null && files.kindOf(paths.file) !== 'nothing') files.keepAs(paths.file, aside)
    clearLog({ files, paths }, aside)
    if (aside !== null) files.syncFolder(paths.folder)
    files.replace(unfinished, paths.file)
    files.syncFolder(paths.folder)
  } finally {
    releaseOnce()
  }
}

/** SQLite would replay the old file's write-ahead log into the new one. An empty one is what an open file has. */
function clearLog({ files, paths }: Pick<VaultDeps, 'files' | 'paths'>, aside: string | null): void {
  const kind = files.kindOf(paths.log)
  if (kind === 'nothing' || (kind === 'file' && files.readStart(paths.log, 1).length === 0)) return
  if (aside === null)
    throw new VaultError('DISK_FAILED', "the key store's log could not be folded into its file; try again")
  files.keepAs(paths.log, `${aside}-wal`)
  files.remove(paths.log)
}

function freeName({ files, paths, now }: Pick<VaultDeps, 'files' | 'paths' | 'now'>): string {
  let number = 1
  while (files.kindOf(paths.setAside(now(), number)) !== 'nothing') number += 1
  return paths.setAside(now(), number)
}
