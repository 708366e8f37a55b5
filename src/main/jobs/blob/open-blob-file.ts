import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import type { OpenedBlob } from '../../keyrings/kms-blobs.ts'
import { base64File, mostBlobFileBytes } from '../../keys/aws-kms/use/ciphertext-blob.ts'
import { withSource } from '../file/open-source.ts'
import type { Source } from '../file/open-source.ts'
import { secondsSince } from '../file/seconds-since.ts'
import { checkTarget, finishStaged, publishStaged, withStaged, workbench } from '../file/with-staged.ts'
import type { Target, Workbench } from '../file/with-staged.ts'
import type { FileWork, PublishedFile } from '../file/work.ts'
import { writeWhole } from '../files/whole-transfers.ts'
import { readSmallFile } from './read-small-file.ts'
import type { BlobForm } from './recognise-blob.ts'

export interface OpenBlobOptions extends FileWork, Target {
  readonly source: string
  readonly form: BlobForm
  readonly open: (ciphertext: Uint8Array, signal: AbortSignal) => Promise<OpenedBlob>
}

export interface OpenedBlobFile extends PublishedFile, Pick<OpenedBlob, 'keyArn' | 'keyMaterialId'> {
  readonly ciphertext: Uint8Array
  readonly plaintextBytes: number
  /** When the blob was written, as its file says. */
  readonly modifiedNs: bigint
  readonly seconds: number
}

/**
 * Opens a file with a KMS ciphertext blob through AWS KMS, which authenticates all of it, into a file: staged and published
 * without replacing. The source is never changed. Throws VaultError; then nothing is under the final name, save after
 * PUBLICATION_UNCERTAIN.
 */
export async function openBlobFile(options: OpenBlobOptions): Promise<OpenedBlobFile> {
  const bench = workbench(options)
  await checkTarget(bench, options)
  return withSource(bench.files, options.source, async (source) => {
    options.onPhase?.('working')
    const begun = performance.now()
    const ciphertext = await ciphertextOf(source, options.form)
    const opened = await options.open(ciphertext, bench.signal)
    try {
      const published = await publishPlaintext(bench, options, { source, opened })
      const { keyArn, keyMaterialId } = opened
      const told = { ciphertext, keyArn, keyMaterialId, plaintextBytes: opened.plaintext.length }
      const { modifiedNs } = source.facts
      return { ...published, ...told, modifiedNs, seconds: secondsSince(begun) }
    } finally {
      opened.plaintext.wipe()
    }
  })
}

export type VerifiedBlobFile = Omit<OpenedBlobFile, keyof PublishedFile>

/** Opens a blob as `openBlobFile` does, and writes nothing. */
export async function verifyBlobFile(
  options: Omit<OpenBlobOptions, keyof Target>,
): Promise<VerifiedBlobFile> {
  const bench = workbench(options)
  stopIfCancelled(bench.signal)
  return withSource(bench.files, options.source, async (source) => {
    options.onPhase?.('working')
    const begun = performance.now()
    const ciphertext = await ciphertextOf(source, options.form)
    const { plaintext, keyArn, keyMaterialId } = await options.open(ciphertext, bench.signal)
    const plaintextBytes = plaintext.length
    plaintext.wipe()
    const { modifiedNs } = source.facts
    return { ciphertext, keyArn, keyMaterialId, plaintextBytes, modifiedNs, seconds: secondsSince(begun) }
  })
}

async function ciphertextOf(source: Source, form: BlobForm): Promise<Uint8Array> {
  const content = source.facts.size > mostBlobFileBytes ? null : await readSmallFile(source)
  const ciphertext = content === null || form === 'kmsBlob' ? content : base64File(content)
  if (ciphertext === null || ciphertext.length === 0)
    throw new VaultError('MESSAGE_NOT_RECOGNISED', 'this file is no kms ciphertext blob any more')
  return ciphertext
}

function publishPlaintext(
  bench: Workbench,
  options: OpenBlobOptions,
  { source, opened }: { readonly source: Source; readonly opened: OpenedBlob },
): Promise<PublishedFile> {
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    const plaintext = new Uint8Array(new ArrayBuffer(opened.plaintext.length))
    try {
      opened.plaintext.use((bytes) => plaintext.set(bytes))
      await writeWhole(staged.file, plaintext, 0)
    } finally {
      plaintext.fill(0)
    }
    await finishStaged(bench, staged, { source: source.facts, expectedBytes: opened.plaintext.length })
    options.onPhase?.('publishing')
    return publishStaged(bench, staged, options)
  })
}
