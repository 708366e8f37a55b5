import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import { sameBytes } from '../../message/bytes.ts'
import type { OpenedBlob, SealedBlob } from '../../keyrings/kms-blobs.ts'
import { withSource } from '../file/open-source.ts'
import type { Source } from '../file/open-source.ts'
import { secondsSince } from '../file/seconds-since.ts'
import { checkTarget, finishStaged, publishStaged, withStaged, workbench } from '../file/with-staged.ts'
import type { Target, Workbench } from '../file/with-staged.ts'
import type { FileWork, PublishedFile } from '../file/work.ts'
import { isSameFile } from '../files/files.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import { blobImpossible, blobObstacle } from './blob-impossible.ts'
import { readSmallFile } from './read-small-file.ts'
import type { BlobForm } from './recognise-blob.ts'

export interface SealBlobOptions extends FileWork, Target {
  readonly source: string
  readonly form: BlobForm
  /** Encrypts at most 4,096 bytes; keeps none of them. */
  readonly seal: (plaintext: Uint8Array, signal: AbortSignal) => Promise<SealedBlob>
  /** Opens it again before it is published; null = that was turned off. */
  readonly open: ((ciphertext: Uint8Array, signal: AbortSignal) => Promise<OpenedBlob>) | null
}

export interface SealedBlobFile extends PublishedFile {
  /** The blob itself, whatever form the file has. */
  readonly ciphertext: Uint8Array
  readonly keyArn: string
  /** Named where it was opened again: Encrypt names none. */
  readonly keyMaterialId: string | null
  /** Bytes of the file. */
  readonly fileBytes: number
  readonly verified: boolean
  readonly seconds: number
  readonly verifySeconds: number | null
}

/**
 * Makes a file of what AWS KMS makes of a small one: staged, flushed, read back, opened again, published without
 * replacing. The source is never changed. Throws VaultError, KMS_BLOB_IMPOSSIBLE among others; then nothing is under the
 * final name, save after PUBLICATION_UNCERTAIN.
 */
export async function sealBlobFile(options: SealBlobOptions): Promise<SealedBlobFile> {
  const bench = workbench(options)
  await checkTarget(bench, options)
  return withSource(bench.files, options.source, async (source) => {
    const obstacle = blobObstacle(source.facts.size)
    if (obstacle !== null) throw blobImpossible(obstacle)
    options.onPhase?.('working')
    const begun = performance.now()
    const plaintext = await readSmallFile(source)
    try {
      return await sealStaged(bench, options, { source, plaintext, begun })
    } finally {
      plaintext.fill(0)
    }
  })
}

interface Sealing {
  readonly source: Source
  readonly plaintext: Uint8Array
  readonly begun: number
}

function sealStaged(
  bench: Workbench,
  options: SealBlobOptions,
  { source, plaintext, begun }: Sealing,
): Promise<SealedBlobFile> {
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    const { ciphertext, keyArn } = await options.seal(plaintext, bench.signal)
    const content = contentOf(ciphertext, options.form)
    await writeWhole(staged.file, content, 0)
    await finishStaged(bench, staged, { source: source.facts, expectedBytes: content.length })
    const seconds = secondsSince(begun)
    const verifyBegun = performance.now()
    options.onPhase?.('readingBack')
    await checkStaged(bench, staged, content)
    const keyMaterialId = await openedAgain(bench, options, { ciphertext, plaintext })
    const verified = options.open !== null
    const verifySeconds = verified ? secondsSince(verifyBegun) : null
    options.onPhase?.('publishing')
    const published = await publishStaged(bench, staged, options)
    const told = { ciphertext, keyArn, keyMaterialId, fileBytes: content.length }
    return { ...published, ...told, verified, seconds, verifySeconds }
  })
}

/** The AWS CLI prints Base64 without a line break in it. */
function contentOf(ciphertext: Uint8Array, form: BlobForm): Uint8Array {
  return form === 'kmsBlob' ? ciphertext : Buffer.from(`${Buffer.from(ciphertext).toString('base64')}\n`)
}

/** Reads the staged file once more: what is published is what AWS KMS answered. */
async function checkStaged({ files }: Workbench, staged: StagedFile, content: Uint8Array): Promise<void> {
  const file = await files.openToRead(staged.path)
  try {
    const read = new Uint8Array(content.length + 1)
    const length = await readUpTo(file, read, 0)
    if (!isSameFile(await file.facts(), staged.made) || !sameBytes(read.subarray(0, length), content))
      throw verifyFailed()
  } finally {
    await file.close().catch(() => {})
  }
}

async function openedAgain(
  { signal }: Workbench,
  { open }: SealBlobOptions,
  { ciphertext, plaintext }: { readonly ciphertext: Uint8Array; readonly plaintext: Uint8Array },
): Promise<string | null> {
  if (open === null) return null
  const opened = await open(ciphertext, signal)
  try {
    if (!opened.plaintext.use((bytes) => sameBytes(bytes, plaintext))) throw verifyFailed()
    return opened.keyMaterialId
  } finally {
    opened.plaintext.wipe()
  }
}

function verifyFailed(): VaultError {
  return new VaultError('VERIFY_FAILED', 'the encrypted file did not open again; nothing was published')
}
