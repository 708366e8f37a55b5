import { decryptFile } from '../file/decrypt-file.ts'
import type { DecryptedFile } from '../file/decrypt-file.ts'
import { unpackFolder } from '../file/unpack-folder.ts'
import { verifyFile } from '../file/verify-file.ts'
import type { VerifiedFile } from '../file/verify-file.ts'
import type { PublishedFile } from '../file/work.ts'
import { noteOf } from './job-note.ts'
import type { Job, JobResult } from './job.ts'
import type { JobRun } from './job-run.ts'
import { labelOf, openedDoor } from './recorded-doors.ts'
import { readMessage } from './seen-messages.ts'
import type { ReadMessage } from './seen-messages.ts'

/** Opens a message into a file beside or elsewhere. The message stays. */
export async function openJob({ job, keys, work }: JobRun): Promise<JobResult> {
  const done = await decryptFile({ ...work, keyring: keys.opening() })
  return { ...opened(job, done), path: done.path, size: done.plaintextBytes, note: noteOfOpened(done) }
}

/** Opens a message into the folder that it holds. The message stays. */
export async function unpackJob({ job, services, keys, work }: JobRun): Promise<JobResult> {
  const done = await unpackFolder({ ...work, keyring: keys.opening(), tarEngine: services.engine })
  const counted = { size: done.contentBytes, members: done.files, leftOut: done.leftOut.count }
  return { ...opened(job, done), ...counted, path: done.path, note: noteOfOpened(done) }
}

/** Authenticates a message from end to end and writes nothing. */
export async function verifyJob({ job, keys, work }: JobRun): Promise<JobResult> {
  const done = await verifyFile({ ...work, keyring: keys.opening() })
  return { ...opened(job, done), path: null, size: null, note: shutDoor(done) }
}

type Shut = Pick<DecryptedFile, 'doorShut'>

const shutDoor = ({ doorShut }: Shut): JobResult['note'] => (doorShut ? 'doorShut' : null)

const noteOfOpened = (done: PublishedFile & Shut): JobResult['note'] => noteOf(done) ?? shutDoor(done)

type Opened = ReadMessage & Pick<DecryptedFile | VerifiedFile, 'seconds'>

function opened(job: Job, done: Opened) {
  const { header, door, keyMaterialId, seconds } = done
  const seen = readMessage(job, done)
  const label = labelOf(job, door)
  return {
    doors: label === undefined ? [] : [label],
    recorded: { doors: [openedDoor(job, door, keyMaterialId)], headerHash: seen.headerHash, seen: [seen] },
    suite: header.suite,
    frameLength: header.frameLength,
    keyMaterialId,
    verified: true,
    seconds,
    verifySeconds: null,
    members: null,
    leftOut: 0,
    dataKey: { dataKeyIsShared: false },
    original: 'kept',
  } as const
}
