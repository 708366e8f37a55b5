import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import { kindUnsupported } from '../file/open-source.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import type { IsProtected } from './protected-folders.ts'

export interface CheckedPath {
  readonly path: string
  /** With every link in the folders above resolved. */
  readonly realPath: string
  readonly facts: FileFacts
}

const longestPath = 4096
/** What a name becomes whose bytes are not UTF-8, on its way through the page. */
const replacement = '\u{FFFD}'

/** The error for a path of the app's own, or one that no drop or dialog gives. */
export function pathNotAllowed(): VaultError {
  return new VaultError('PATH_NOT_ALLOWED', 'this place belongs to Keyhold itself or is not a path to a file')
}

export function nameUnsupported(): VaultError {
  return new VaultError(
    'FILE_NAME_UNSUPPORTED',
    'the name holds bytes that are not UTF-8 text; rename the file, then try again',
  )
}

/**
 * Checks a path that came from outside: absolute, well formed, not one of the app's own, an ordinary file or a folder
 * and no link. SECURITY.md point 23. Throws VaultError.
 */
export async function checkPath(files: Files, given: string, isProtected: IsProtected): Promise<CheckedPath> {
  if (!path.isAbsolute(given) || given.includes('\0') || given.length > longestPath) throw pathNotAllowed()
  if (!given.isWellFormed()) throw nameUnsupported()
  const resolved = path.resolve(given)
  try {
    const above = path.join(await files.realPath(path.dirname(resolved)), path.basename(resolved))
    if (isProtected(above)) throw pathNotAllowed()
    const facts = await files.inspect(resolved)
    if (facts.kind === 'link' || facts.kind === 'other') throw kindUnsupported(facts.kind)
    // Once more with the name as the disk writes it: some disks find `STORE.db` under `store.DB`.
    const realPath = await files.realPath(resolved)
    if (isProtected(realPath)) throw pathNotAllowed()
    return { path: resolved, realPath, facts }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && resolved.includes(replacement)) throw nameUnsupported()
    throw error
  }
}
