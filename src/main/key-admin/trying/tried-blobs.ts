import { createHash } from 'node:crypto'
import type { FileAction } from '../../../shared/model/file-action.ts'
import type { FileRecord, RecordedDoor } from '../../../shared/model/file-record.ts'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import type { KmsBytes } from '../../keys/aws-kms/use/encrypt-and-decrypt.ts'
import type { SomeFile } from '../files/key-files.ts'

/** What becomes known of files by trying a key. */
export interface TriedFiles {
  /** Hands a record over. Never throws. */
  record(entry: FileRecord): void
  labelOf(keyArn: string): Promise<DoorLabel>
  now(): Date
}

/** A ciphertext blob that lies in a file. */
export interface LyingBlob {
  readonly action: FileAction
  /** The blob itself, not its Base64. */
  readonly blob: Uint8Array
  /** Where the blob lies: what was read or what was written. */
  readonly at: 'source' | 'result'
  /** Null = it was typed; what was written is then its own source. */
  readonly source: SomeFile | null
  readonly result: SomeFile | null
  /** A plaintext or another blob was authenticated by KMS. */
  readonly verified: boolean
}

/** One of AWS KMS. */
export interface TriedBlob extends LyingBlob {
  /** The key that KMS named for the blob, with the material. */
  readonly by: Pick<KmsBytes, 'keyArn' | 'keyMaterialId'>
}

/** Makes a blob of AWS KMS a known file, counted under the key and the material that KMS named. */
export async function noteBlob(known: TriedFiles, { by, ...tried }: TriedBlob): Promise<void> {
  if (tried.source === null && tried.result === null) return
  const unnamed = { kind: 'aws', name: by.keyArn, where: '', arn: by.keyArn, known: true } as const
  const label = await known.labelOf(by.keyArn).catch(() => unnamed)
  recordBlob(known, tried, { label, keyId: by.keyArn, keyMaterialId: by.keyMaterialId })
}

/**
 * Makes a blob a known file, as a job with blobs does: it is known by the SHA-256 of itself. What lies in no file is not
 * recorded.
 */
export function recordBlob(
  known: Pick<TriedFiles, 'record' | 'now'>,
  { action, blob, at, source, result, verified }: LyingBlob,
  door: RecordedDoor,
): void {
  const from = source ?? result
  const holder = at === 'source' ? source : result
  if (from === null || holder === null) return
  const doors = [door]
  const headerHash = createHash('sha256').update(blob).digest('hex')
  known.record({
    at: known.now().toISOString(),
    action,
    source: from.path,
    result: result?.path ?? null,
    size: from.size,
    resultSize: result?.size ?? null,
    doors,
    suite: null,
    headerHash,
    verified,
    seconds: null,
    code: null,
    seen: [{ at, headerHash, size: holder.size, writtenAt: holder.writtenAt, doors }],
    sourceGone: false,
  })
}
