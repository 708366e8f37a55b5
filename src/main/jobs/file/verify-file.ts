import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import type { PassResult } from '../engine/engine.ts'
import { openHeader } from './open-header.ts'
import type { OpenHeaderOptions, OpenedHeader } from './open-header.ts'
import { blameChangedSource, checkUnchanged, withSource } from './open-source.ts'
import type { Source } from './open-source.ts'
import { onceMore } from './once-more.ts'
import { hasShutDoor } from './refused-causes.ts'
import { secondsSince } from './seconds-since.ts'
import { workbench } from './with-staged.ts'
import type { Workbench } from './with-staged.ts'
import type { FileWork } from './work.ts'

export interface VerifyFileOptions extends FileWork, Omit<OpenHeaderOptions, 'signal'> {
  readonly source: string
}

export interface VerifiedFile {
  readonly header: ParsedHeader
  /** The door that opened, and the key material where the service names it. */
  readonly door: EncryptedDataKey
  readonly keyMaterialId: string | null
  readonly plaintextBytes: number
  readonly messageBytes: number
  /** AWS KMS refused another door of it: see `hasShutDoor`. */
  readonly doorShut: boolean
  /** When the message was written, as its file says. */
  readonly modifiedNs: bigint
  /** Keys included. */
  readonly seconds: number
}

/**
 * Authenticates one message from its first byte to its last, as opening it would, and writes nothing. A worker that ends
 * is not the file's fault: the pass is run once more. Throws VaultError; FILE_CHANGED where the file changed meanwhile.
 */
export async function verifyFile(options: VerifyFileOptions): Promise<VerifiedFile> {
  const bench = workbench(options)
  stopIfCancelled(bench.signal)
  return withSource(bench.files, options.source, async (source) => {
    try {
      options.onPhase?.('working')
      const begun = performance.now()
      const opened = await openHeader(source, { ...options, signal: bench.signal })
      const result = await authenticateBody(bench, options, { source, opened })
      await checkUnchanged(source)
      const { encryptedDataKey, keyMaterialId } = opened.door
      const { plaintextBytes, messageBytes } = result
      const { modifiedNs } = source.facts
      const doorShut = hasShutDoor(opened.door)
      const told = { header: opened.header, door: encryptedDataKey, keyMaterialId, modifiedNs, doorShut }
      return { ...told, plaintextBytes, messageBytes, seconds: secondsSince(begun) }
    } catch (error) {
      throw await blameChangedSource(source, error)
    }
  })
}

function authenticateBody(
  { engine, signal }: Workbench,
  { onProgress = () => {} }: VerifyFileOptions,
  { source, opened }: { readonly source: Source; readonly opened: OpenedHeader },
): Promise<PassResult> {
  const task = { source: source.file, target: null, ticket: opened.ticket, size: source.facts.size }
  return onceMore(signal, () => engine.open(task, { signal, onProgress }))
}
