import { createHash } from 'node:crypto'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import type { RecordedDoor } from '../../../shared/model/file-record.ts'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import { openBlobFile, verifyBlobFile } from '../blob/open-blob-file.ts'
import type { OpenBlobOptions, VerifiedBlobFile } from '../blob/open-blob-file.ts'
import { blobImpossible } from '../blob/blob-impossible.ts'
import { sealBlobFile } from '../blob/seal-blob-file.ts'
import type { BlobForm } from '../blob/recognise-blob.ts'
import { isReadBack } from '../plan/count-calls.ts'
import { noteOf } from './job-note.ts'
import type { Job, JobResult } from './job.ts'
import type { JobRun } from './job-run.ts'
import { putAwayOriginal } from './put-away-original.ts'
import { isoOfFileTime } from './seen-messages.ts'
import { unchangedFile } from './unchanged-file.ts'

/** Makes a KMS ciphertext blob of a file. */
export async function sealBlobJob(run: JobRun, form: BlobForm): Promise<JobResult> {
  const { job, work } = run
  const { options } = job.batch
  const [key, ...more] = options.doors
  if (key?.service !== 'aws' || more.length > 0) throw blobImpossible('doors')
  const isAsItWas = await unchangedFile(work, work.source)
  const blobs = run.keys.blobs()
  const done = await sealBlobFile({
    ...work,
    form,
    seal: (plaintext, signal) => blobs.seal({ key, plaintext, signal }),
    open: isReadBack(options)
      ? (ciphertext, signal) => blobs.open({ keys: [key], ciphertext, signal })
      : null,
  })
  const { keyArn, keyMaterialId, verified, seconds, verifySeconds } = done
  const [label] = job.batch.doors
  const doors = [recordedDoor(label, keyArn, keyMaterialId)]
  const headerHash = hashOf(done.ciphertext)
  const seen = [{ at: 'result', headerHash, size: done.fileBytes, writtenAt: null, doors } as const]
  return {
    ...plain,
    size: done.fileBytes,
    doors: label === undefined ? [] : [label],
    recorded: { doors, headerHash, seen },
    keyMaterialId,
    verified,
    seconds,
    verifySeconds,
    ...(await putAwayOriginal(run, done, isAsItWas)),
  }
}

/** Opens a KMS ciphertext blob into a file. The blob stays. */
export async function openBlobJob(run: JobRun, form: BlobForm): Promise<JobResult> {
  const done = await openBlobFile({ ...run.work, form, open: openerOf(run) })
  const told = await opened(run, done)
  return { ...told, path: done.path, size: done.plaintextBytes, note: noteOf(done) }
}

/** Has AWS KMS authenticate a KMS ciphertext blob, and writes nothing. */
export async function verifyBlobJob(run: JobRun, form: BlobForm): Promise<JobResult> {
  const done = await verifyBlobFile({ ...run.work, form, open: openerOf(run) })
  return { ...(await opened(run, done)), path: null, size: null, note: null }
}

function openerOf({ job, keys }: JobRun): OpenBlobOptions['open'] {
  const blobs = keys.blobs()
  return (ciphertext, signal) => blobs.open({ keys: awsKeysOf(job), ciphertext, signal })
}

async function opened({ job, keys }: JobRun, done: VerifiedBlobFile) {
  const { keyArn, keyMaterialId, modifiedNs, seconds } = done
  const door = recordedDoor(await keys.labelOf(keyArn), keyArn, keyMaterialId)
  const headerHash = hashOf(done.ciphertext)
  const { size } = job.planned.shown
  const writtenAt = isoOfFileTime(modifiedNs)
  return {
    ...plain,
    doors: [door.label],
    recorded: {
      doors: [door],
      headerHash,
      seen: [{ at: 'source' as const, headerHash, size, writtenAt, doors: [door] }],
    },
    keyMaterialId,
    verified: true,
    seconds,
    verifySeconds: null,
    original: 'kept' as const,
  }
}

/** What a blob has none of. */
const plain = {
  suite: null,
  frameLength: null,
  members: null,
  leftOut: 0,
  dataKey: { dataKeyIsShared: false },
} as const

/** A blob has no header: the catalog knows it by the SHA-256 of itself. */
function hashOf(ciphertext: Uint8Array): string {
  return createHash('sha256').update(ciphertext).digest('hex')
}

function recordedDoor(
  label: DoorLabel | undefined,
  keyArn: string,
  keyMaterialId: string | null,
): RecordedDoor {
  const unknown = { kind: 'aws', name: keyArn, where: '', arn: keyArn, known: true } as const
  return { label: label ?? unknown, keyId: keyArn, keyMaterialId }
}

function awsKeysOf({ batch }: Job): readonly AwsKeyRef[] {
  return batch.options.doors.filter((door) => door.service === 'aws')
}
