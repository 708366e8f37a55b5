import type { FileWork } from '../file/work.ts'
import { isUnchanged } from '../files/files.ts'

/**
 * Looks at a source before it is worked on. The answer tells, as often as it is asked, whether the name still leads to
 * the same file and nothing that the file system records of it has changed. Throws VaultError; the answer does too.
 */
export async function unchangedFile(
  { files }: Pick<FileWork, 'files'>,
  source: string,
): Promise<() => Promise<boolean>> {
  const before = await files.inspect(source)
  return async () => isUnchanged(before, await files.inspect(source))
}
