import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import { kindUnsupported } from '../file/open-source.ts'
import type { FileFacts, Files } from '../files/files.ts'
import { isInside } from '../files/is-inside.ts'
import { isStagedName } from '../staging/staged-file.ts'
import type { LeftOutEntry } from './left-out.ts'

/** A file or a folder below a folder, and the folder itself. */
export interface FolderMember {
  readonly kind: 'file' | 'folder'
  readonly path: string
  /** Below the folder, parts joined by `/`; '' for the folder itself. */
  readonly name: string
  readonly facts: FileFacts
}

export type FolderFind = FolderMember | { readonly leftOut: LeftOutEntry }

export interface WalkOptions {
  /** Folders that are left out, links resolved: the profile and the app. */
  readonly protectedFolders?: readonly string[]
  readonly signal?: AbortSignal | undefined
}

interface OpenFolder {
  readonly path: string
  readonly realPath: string
  readonly prefix: string
  readonly names: Iterator<Buffer>
}

/**
 * A folder and everything in it, each folder before what it holds, names in the order of their bytes: the same folder
 * is always walked the same way. No link is followed. Links, pipes, sockets, devices and the app's own folders are left
 * out and said; staged files of running jobs are not there. Memory: the names of the folders on the way down.
 * Throws FILE_NAME_UNSUPPORTED for a name that is not UTF-8 and the errors of looking and listing: nothing is skipped in silence.
 */
export async function* walkFolder(
  files: Files,
  folder: string,
  options: WalkOptions = {},
): AsyncGenerator<FolderFind, void> {
  const facts = await files.inspect(folder)
  if (facts.kind !== 'folder') throw kindUnsupported(facts.kind)
  const realPath = await files.realPath(folder)
  yield { kind: 'folder', path: folder, name: '', facts }
  const stack = [await listed(files, { path: folder, realPath, prefix: '' })]
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    stopIfCancelled(options.signal)
    const next = open.names.next()
    if (next.done === true) {
      stack.pop()
      continue
    }
    const name = textOf(next.value)
    if (isStagedName(name)) continue
    const find = await look(files, open, name, options)
    yield find
    if ('leftOut' in find || find.kind === 'file') continue
    const below = { path: find.path, realPath: path.join(open.realPath, name), prefix: `${find.name}/` }
    stack.push(await listed(files, below))
  }
}

async function listed(files: Files, folder: Omit<OpenFolder, 'names'>): Promise<OpenFolder> {
  return { ...folder, names: (await files.list(folder.path)).values() }
}

async function look(
  files: Files,
  folder: OpenFolder,
  part: string,
  { protectedFolders = [] }: WalkOptions,
): Promise<FolderFind> {
  const name = folder.prefix + part
  const memberPath = path.join(folder.path, part)
  const facts = await files.inspect(memberPath)
  if (facts.kind === 'link' || facts.kind === 'other') return { leftOut: { name, kind: facts.kind } }
  const realPath = path.join(folder.realPath, part)
  if (facts.kind === 'folder' && protectedFolders.some((own) => isInside(own, realPath))) {
    return { leftOut: { name, kind: 'protected' } }
  }
  return { kind: facts.kind, path: memberPath, name, facts }
}

/** A name that is not UTF-8 could not be given back as it was. */
function textOf(bytes: Buffer): string {
  const name = bytes.toString('utf8')
  if (Buffer.from(name, 'utf8').equals(bytes)) return name
  throw new VaultError(
    'FILE_NAME_UNSUPPORTED',
    'a name in this folder is not UTF-8, so it could not be given back as it was; rename that file',
    { facts: { file: name } },
  )
}
