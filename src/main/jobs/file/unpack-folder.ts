import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import type { TarEngine } from '../engine/tar-engine.ts'
import { tarThreadEngine } from '../engine/tar-thread-engine.ts'
import type { FileFacts } from '../files/files.ts'
import type { LeftOut } from '../tar/left-out.ts'
import type { DecryptFileOptions, DecryptedFile } from './decrypt-file.ts'
import { openHeader } from './open-header.ts'
import type { OpenedHeader } from './open-header.ts'
import { blameChangedSource, checkUnchanged, withSource } from './open-source.ts'
import type { Source } from './open-source.ts'
import { onceMore } from './once-more.ts'
import { hasShutDoor } from './refused-causes.ts'
import { secondsSince } from './seconds-since.ts'
import { publishStagedFolder, withStagedFolder } from './with-staged-folder.ts'
import { checkTarget, workbench } from './with-staged.ts'
import type { Workbench } from './with-staged.ts'

/** `target` is the folder to make; a taken name is numbered or refused. */
export interface UnpackFolderOptions extends DecryptFileOptions {
  /** Default: the calling thread's. */
  readonly tarEngine?: TarEngine
  /** More entries than this are refused with MESSAGE_LIMIT_EXCEEDED. Default 1,000,000. */
  readonly maxEntries?: number
}

/** `plaintextBytes` are those of the tar; `withoutHardLinks` is false: a folder is never published by one. */
export interface UnpackedFolder extends DecryptedFile {
  readonly files: number
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  /** Links of any kind: they are not made. */
  readonly leftOut: LeftOut
}

const mostEntries = 1_000_000

/**
 * Opens a message with a tar in it into a folder: extracted into a private staged one, and published without replacing
 * only once the whole message was authenticated and the whole tar was good. The source is never changed. A worker that
 * ends is not the message's fault: the pass is run once more. Throws VaultError, TAR_ENTRY_UNSAFE and TAR_DAMAGED
 * among others; then nothing is under the final name, save after PUBLICATION_UNCERTAIN.
 */
export async function unpackFolder(options: UnpackFolderOptions): Promise<UnpackedFolder> {
  const bench = workbench(options)
  await checkTarget(bench, options)
  return withSource(bench.files, options.source, async (source) => {
    try {
      options.onPhase?.('working')
      const begun = performance.now()
      await checkRoom(bench, options, source.facts)
      const opened = await openHeader(source, { ...options, signal: bench.signal })
      return await onceMore(bench.signal, () => unpackOnce(bench, options, { source, opened, begun }))
    } catch (error) {
      throw await blameChangedSource(source, error)
    }
  })
}

/** What comes out is about as large as the message, never much larger: told before any work. */
async function checkRoom(
  { files }: Workbench,
  { target }: UnpackFolderOptions,
  { size }: FileFacts,
): Promise<void> {
  const parent = path.dirname(target)
  const free = await files.freeSpace(parent).catch(() => Number.POSITIVE_INFINITY)
  if (free >= size) return
  throw new VaultError('DISK_FULL', 'there is not enough room for this folder; make room and try again', {
    facts: { folder: path.basename(parent), need: size, free },
  })
}

interface Pass {
  readonly source: Source
  readonly opened: OpenedHeader
  readonly begun: number
}

function unpackOnce(bench: Workbench, options: UnpackFolderOptions, pass: Pass): Promise<UnpackedFolder> {
  const { source, opened, begun } = pass
  const { header, door, ticket } = opened
  const { tarEngine = tarThreadEngine(bench.files), maxEntries = mostEntries } = options
  return withStagedFolder(bench, path.dirname(options.target), async (staged) => {
    const limits = { ...modeLimits(bench.mode, source.facts.mode), maxEntries }
    const message = { source: source.file, ticket, size: source.facts.size }
    const control = { signal: bench.signal, onProgress: options.onProgress ?? (() => {}) }
    const result = await tarEngine.unpack({ ...message, folder: staged.path, ...limits }, control)
    await checkUnchanged(source)
    const seconds = secondsSince(begun)
    options.onPhase?.('publishing')
    const { plaintextBytes, messageBytes, tree } = result
    const { files, folders, contentBytes, leftOut } = tree
    const published = await publishStagedFolder(bench, { staged, tree }, options)
    const counted = { plaintextBytes, messageBytes, files, folders, contentBytes, leftOut }
    const { encryptedDataKey, keyMaterialId } = door
    const { modifiedNs } = source.facts
    const doorShut = hasShutDoor(door)
    const told = { header, door: encryptedDataKey, keyMaterialId, modifiedNs, doorShut }
    return { ...published, ...counted, ...told, seconds }
  })
}

/**
 * What members may have of the permissions that the tar names: what the umask leaves. `resultMode` is a file's, so whoever
 * may read may also execute. Whoever may not read the message may not look into the folder.
 */
function modeLimits(
  resultMode: number,
  messageMode: number,
): { readonly modeLimit: number; readonly topModeLimit: number } {
  const modeLimit = resultMode | ((resultMode & 0o444) >> 2)
  const whoMayRead = ((messageMode & 0o444) >> 2) * 0o7
  return { modeLimit, topModeLimit: modeLimit & (whoMayRead | 0o700) }
}
