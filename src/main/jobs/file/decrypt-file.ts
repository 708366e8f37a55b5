import path from 'node:path'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import { openHeader } from './open-header.ts'
import type { OpenHeaderOptions, OpenedHeader } from './open-header.ts'
import { blameChangedSource, checkUnchanged, withSource } from './open-source.ts'
import type { Source } from './open-source.ts'
import { onceMore } from './once-more.ts'
import { hasShutDoor } from './refused-causes.ts'
import { secondsSince } from './seconds-since.ts'
import { storedTimeOf } from './stored-time.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import { finishStaged, publishStaged, checkTarget, withStaged, workbench } from './with-staged.ts'
import type { Target, Workbench } from './with-staged.ts'
import type { FileWork, PublishedFile } from './work.ts'

export interface DecryptFileOptions
  extends FileWork, Target, Pick<OpenHeaderOptions, 'agreedHeader' | 'isKnownHeader'> {
  readonly source: string
  readonly keyring: Keyring
  /** Pairs that the message was made with and that its header may leave out. FORMAT.md section 13. */
  readonly requiredContext?: EncryptionContext
}

export interface DecryptedFile extends PublishedFile {
  readonly plaintextBytes: number
  readonly messageBytes: number
  /** AWS KMS refused another door of it: see `hasShutDoor`. */
  readonly doorShut: boolean
  /** When the message was written, as its file says. */
  readonly modifiedNs: bigint
  readonly header: ParsedHeader
  /** The door that opened, and the key material where the service names it. */
  readonly door: EncryptedDataKey
  readonly keyMaterialId: string | null
  /** Seconds, keys and flush included. */
  readonly seconds: number
}

/**
 * Opens one message into a file: staged, and published without replacing only once every frame and the end of the
 * message were authenticated. The source is never changed. A worker that ends is not the file's fault: the pass is run
 * once more. Throws VaultError; then nothing is under the final name, save after PUBLICATION_UNCERTAIN.
 */
export async function decryptFile(options: DecryptFileOptions): Promise<DecryptedFile> {
  const bench = workbench(options)
  await checkTarget(bench, options)
  return withSource(bench.files, options.source, async (source) => {
    try {
      options.onPhase?.('working')
      const begun = performance.now()
      const opened = await openHeader(source, { ...options, signal: bench.signal })
      return await onceMore(bench.signal, () => decryptOnce(bench, options, { source, opened, begun }))
    } catch (error) {
      throw await blameChangedSource(source, error)
    }
  })
}

interface Pass {
  readonly source: Source
  readonly opened: OpenedHeader
  readonly begun: number
}

function decryptOnce(bench: Workbench, options: DecryptFileOptions, pass: Pass): Promise<DecryptedFile> {
  const { source, opened, begun } = pass
  const { header, door, ticket } = opened
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    const task = { source: source.file, target: staged.file, ticket, size: source.facts.size }
    const control = { signal: bench.signal, onProgress: options.onProgress ?? (() => {}) }
    const result = await bench.engine.open(task, control)
    await checkUnchanged(source)
    await restoreTime(staged, header)
    await finishStaged(bench, staged, { source: source.facts, expectedBytes: result.plaintextBytes })
    const seconds = secondsSince(begun)
    options.onPhase?.('publishing')
    const published = await publishStaged(bench, staged, options)
    const { encryptedDataKey, keyMaterialId } = door
    const { modifiedNs } = source.facts
    const doorShut = hasShutDoor(door)
    const told = { header, door: encryptedDataKey, keyMaterialId, modifiedNs, doorShut }
    return { ...published, ...result, ...told, seconds }
  })
}

/** The modification time that the message was made with, where its maker chose to store it. A disk that cannot keep it has its own. */
async function restoreTime(staged: StagedFile, { context }: ParsedHeader): Promise<void> {
  const modifiedNs = storedTimeOf(context)
  if (modifiedNs !== null) await staged.file.setModified(modifiedNs).catch(() => {})
}
