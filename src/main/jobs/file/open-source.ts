import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import { fileChanged } from '../engine/changed.ts'
import { isUnchanged } from '../files/files.ts'
import type { FileFacts, Files, OpenedFile } from '../files/files.ts'

/** A source, opened once: everything is read through this one descriptor, whatever becomes of its name. */
export interface Source {
  readonly file: OpenedFile
  readonly facts: FileFacts
}

/** The error for anything that is not an ordinary file. */
export function kindUnsupported(kind: FileFacts['kind']): VaultError {
  if (kind === 'link') {
    return new VaultError('FILE_IS_LINK', 'it is a symbolic link; choose the file it points to')
  }
  return new VaultError('FILE_KIND_UNSUPPORTED', 'it is not an ordinary file (a pipe, a device or a socket)')
}

/**
 * Opens an ordinary file for reading, without following a link and without waiting. Throws FILE_IS_LINK,
 * FILE_KIND_UNSUPPORTED and the codes of files/file-error.ts.
 */
export async function openSource(files: Files, path: string): Promise<Source> {
  // Looked at first: opening a device can have effects of its own. What was opened is looked at again.
  const { kind } = await files.inspect(path)
  if (kind !== 'file') throw kindUnsupported(kind)
  const file = await files.openToRead(path)
  try {
    const facts = await file.facts()
    if (facts.kind !== 'file') throw kindUnsupported(facts.kind)
    return { file, facts }
  } catch (error) {
    await file.close().catch(() => {})
    throw error
  }
}

/** Opens a source for `use`, and closes it whatever comes of that. Throws as `openSource`, and what `use` throws. */
export async function withSource<T>(
  files: Files,
  path: string,
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const source = await openSource(files, path)
  try {
    return await use(source)
  } finally {
    await source.file.close().catch(() => {})
  }
}

/**
 * Throws FILE_CHANGED where the file system records any change of the source since it was opened; the error names
 * `file` where it is one of many.
 */
export async function checkUnchanged(source: Source, file?: string): Promise<void> {
  if (!isUnchanged(source.facts, await source.file.facts())) throw fileChanged(file)
}

/**
 * The error of a pass, told truly: where the source changed under the pass, that is the cause, whatever it made the
 * message look like.
 */
export async function blameChangedSource(source: Source, error: unknown): Promise<unknown> {
  if (isVaultError(error) && error.code === 'CANCELLED') return error
  try {
    await checkUnchanged(source)
    return error
  } catch (change) {
    return isVaultError(change) && change.code === 'FILE_CHANGED' ? change : error
  }
}
