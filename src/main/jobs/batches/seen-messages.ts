import type { SeenMessage } from '../../../shared/model/file-record.ts'
import { headerHashOf } from '../../message/header-hash.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { EncryptedFile } from '../file/encrypt-file.ts'
import type { DoorReadBack } from '../file/read-back.ts'
import type { Job } from './job.ts'
import { doorsOfOpened, writtenDoors } from './recorded-doors.ts'

/** What a pass tells of a message that it read to its end. */
export interface ReadMessage extends DoorReadBack {
  readonly header: ParsedHeader
  readonly messageBytes: number
  /** When it was written, as its file says. */
  readonly modifiedNs: bigint
}

type Written = Pick<
  EncryptedFile,
  'encryptedDataKeys' | 'keyMaterialId' | 'readDoors' | 'headerHash' | 'messageBytes'
>

/** A message that a job wrote, as the catalog knows it. */
export function writtenMessage(job: Job, done: Written): SeenMessage {
  const { headerHash, messageBytes: size } = done
  return { at: 'result', headerHash, size, writtenAt: null, doors: writtenDoors(done, job.batch) }
}

/** A message that a job read to its end, as the catalog knows it. */
export function readMessage(job: Job, read: ReadMessage): SeenMessage {
  return {
    at: 'source',
    headerHash: headerHashOf(read.header),
    size: read.messageBytes,
    writtenAt: isoOfFileTime(read.modifiedNs),
    doors: doorsOfOpened(job, read.header, read),
  }
}

/** ISO 8601; null where the file's time, which may be anything, is no date of four digits for its year. */
export function isoOfFileTime(modifiedNs: bigint): string | null {
  const milliseconds = Number(modifiedNs / 1_000_000n)
  const isDate = milliseconds >= 0 && milliseconds < Date.UTC(10_000, 0)
  return isDate ? new Date(milliseconds).toISOString() : null
}
