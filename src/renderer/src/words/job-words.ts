import { assertNever } from '../../../shared/assert-never.ts'
import type { Batch, JobRow } from '../../../shared/model/job.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { bytes, count, rate } from '../format/bytes.ts'
import { many } from '../format/lists.ts'
import { seconds, timeLeft } from '../format/times.ts'
import { doorNames } from './door-words.ts'
import { errorText } from './errors/error-words.ts'

const to = (row: JobRow): string => (row.doors.length === 0 ? '' : ` to ${doorNames(row.doors)}`)
const withDoor = (row: JobRow): string => (row.doors.length === 0 ? '' : ` with ${doorNames(row.doors)}`)

/** The name a row shows: the result's once there is one, else the source's. */
export const rowName = (row: JobRow): string =>
  row.phase === 'done' ? (row.resultName ?? row.name) : row.name

/** The line under a row's name: what happens, or happened, and with which keys. */
export function rowLine(row: JobRow): string {
  const encrypts = row.action === 'encrypt'
  switch (row.phase) {
    case 'waiting':
      return encrypts ? `Waits to be encrypted${to(row)}` : 'Waits to be opened'
    case 'working':
      return encrypts ? `Encrypting${to(row)}` : `Opening${withDoor(row)}`
    case 'readingBack':
      return 'Reading the result back'
    case 'publishing':
      return 'Giving the result its name'
    case 'done':
      return encrypts ? `Encrypted${to(row)}` : `Opened${withDoor(row)}`
    case 'failed':
      return ''
    case 'cancelled':
      return 'Nothing was left behind'
    default:
      return assertNever(row.phase)
  }
}

/** The state of a row in words, as its icon says it too. "Verified" only where the whole result was authenticated. */
export function rowState(row: JobRow): string {
  switch (row.phase) {
    case 'waiting':
      return 'Waiting'
    case 'working':
      return row.action === 'encrypt' ? 'Encrypting' : 'Opening'
    case 'readingBack':
      return 'Checking'
    case 'publishing':
      return 'Saving'
    case 'done':
      return row.verified ? 'Verified' : 'Done'
    case 'failed':
      return row.action === 'encrypt' ? 'Not encrypted' : 'Not opened'
    case 'cancelled':
      return 'Cancelled'
    default:
      return assertNever(row.phase)
  }
}

/** What follows a finished row's state: `in 0.3 s`, or `in 0.3 s, not checked`. */
export function rowTook(row: JobRow): string {
  const took = row.verified && row.action === 'encrypt' ? row.verifySeconds : row.seconds
  const words = took === null ? '' : `in ${seconds(took)}`
  return row.verified ? words : [words, 'not checked'].filter((part) => part !== '').join(', ')
}

/** What a failed row says: what happened, why, and what to do. */
export function rowFailure(row: JobRow): string {
  if (row.problem === null) return 'Nothing was left behind.'
  const { title, why, next } = errorText(named(row.problem, row))
  return `${title}. ${why} ${next}`
}

/** A key goes by its name where the row knows it, and by its id elsewhere. */
function named(problem: Problem, row: JobRow): Problem {
  const door = row.doors.find((each) => each.arn !== null && each.arn === problem.facts['keyArn'])
  return door === undefined ? problem : { ...problem, facts: { ...problem.facts, name: door.name } }
}

/** A remark on a finished row that a person should know; null where there is none. */
export function rowNote(row: JobRow): string | null {
  if (row.note === null) return null
  return row.note === 'durabilityUncertain'
    ? 'The disk did not confirm that it is kept. Look at the result before you rely on it.'
    : 'This disk has no hard links, so a power cut while it was named could have left an empty file.'
}

const pair = (encrypt: string, open: string, batch: Batch): string => {
  const first = `${encrypt} ${many(batch.encryptFiles, 'file')}`
  if (batch.openFiles === 0) return first
  return batch.encryptFiles === 0
    ? `${open} ${many(batch.openFiles, 'file')}`
    : `${first}, ${open.toLowerCase()} ${batch.openFiles}`
}

/** The head of a running batch: `Encrypting 12 files, opening 2`. */
export const batchTitle = (batch: Batch): string =>
  batch.state === 'cancelling' ? 'Cancelling' : pair('Encrypting', 'Opening', batch)

/** How far a batch is: `2.5 of 3.5 GB · 112 MB/s · 9 s left`. */
export function batchProgress(batch: Batch): string {
  const [total, totalUnit] = bytes(batch.bytesTotal).split(' ')
  const [done, doneUnit] = bytes(batch.bytesDone).split(' ')
  const amount =
    doneUnit === totalUnit
      ? `${done} of ${total} ${totalUnit}`
      : `${done} ${doneUnit} of ${total} ${totalUnit}`
  return [
    amount,
    ...(batch.rate === null ? [] : [rate(batch.rate)]),
    ...(batch.secondsLeft === null ? [] : [timeLeft(batch.secondsLeft)]),
  ].join(' · ')
}

/** The count under the head "Now": `9 of 14 done, 1 failed, 1 cancelled`. */
export function batchCount(batch: Batch): string {
  const total = batch.encryptFiles + batch.openFiles
  return [
    `${count(batch.done)} of ${count(total)} done`,
    ...(batch.failed === 0 ? [] : [`${count(batch.failed)} failed`]),
    ...(batch.cancelled === 0 ? [] : [`${count(batch.cancelled)} cancelled`]),
  ].join(', ')
}
