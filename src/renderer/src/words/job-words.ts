import { assertNever } from '../../../shared/assert-never.ts'
import type { JobRow } from '../../../shared/model/job.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { many } from '../format/lists.ts'
import { seconds } from '../format/times.ts'
import { doorNames } from './door-words.ts'
import { errorText } from './errors/error-words.ts'

const to = (row: JobRow): string => (row.doors.length === 0 ? '' : ` to ${doorNames(row.doors)}`)
const withDoor = (row: JobRow): string => (row.doors.length === 0 ? '' : ` with ${doorNames(row.doors)}`)

interface ActionWords {
  /** A state of the row, while it works. */
  readonly now: string
  readonly waits: string
  readonly done: string
  readonly failed: string
  /** Whether the row's doors are those written, not the one that opened. */
  readonly writes: boolean
}

const encrypts = {
  now: 'Encrypting',
  waits: 'Waits to be encrypted',
  done: 'Encrypted',
  failed: 'Not encrypted',
  writes: true,
} as const
const opens = {
  now: 'Opening',
  waits: 'Waits to be opened',
  done: 'Opened',
  failed: 'Not opened',
  writes: false,
} as const

const actionWords: Readonly<Record<JobRow['action'], ActionWords>> = {
  encrypt: encrypts,
  pack: encrypts,
  open: opens,
  unpack: opens,
  verify: {
    now: 'Verifying',
    waits: 'Waits to be verified',
    done: 'Read to its end',
    failed: 'Not verified',
    writes: false,
  },
  move: { now: 'Moving', waits: 'Waits to be moved', done: 'Moved', failed: 'Not moved', writes: true },
}

/** The name a row shows: the result's once there is one, else the source's. */
export const rowName = (row: JobRow): string =>
  row.phase === 'done' ? (row.resultName ?? row.name) : row.name

/** What was done, as the first word of a sentence: `Encrypted`, `Verified`. */
export const rowVerb = (row: JobRow): string =>
  row.action === 'verify' ? 'Verified' : actionWords[row.action].done

/** Whether a row made a message: its doors are those written, and its checking is a pass of its own. */
export const writesMessage = (row: JobRow): boolean => actionWords[row.action].writes

/** The line under a row's name: what happens, or happened, and with which keys. */
export function rowLine(row: JobRow): string {
  const { now, waits, done, writes } = actionWords[row.action]
  const doors = writes ? to(row) : withDoor(row)
  switch (row.phase) {
    case 'waiting':
      return `${waits}${writes ? doors : ''}${inside(row)}`
    case 'working':
      return `${now}${doors}${inside(row)}`
    case 'readingBack':
      return 'Reading the result back'
    case 'publishing':
      return 'Giving the result its name'
    case 'done':
      return `${done}${doors}${inside(row)}${originalNow(row)}${provesNoOrigin(row) ? ', intact' : ''}`
    case 'failed':
      return ''
    case 'cancelled':
      return 'Nothing was left behind'
    default:
      return assertNever(row.phase)
  }
}

/** Whether a file was opened through a door that anybody could have made: it is intact, and from nobody in particular. */
export const provesNoOrigin = (row: JobRow): boolean =>
  !writesMessage(row) &&
  row.phase === 'done' &&
  row.doors.some(({ kind }) => kind === 'recovery' || kind === 'colleague')

/** How many files a folder in one file holds: `, 120 files`. */
const inside = (row: JobRow): string => (row.members === null ? '' : `, ${many(row.members, 'file')}`)

function originalNow(row: JobRow): string {
  if (row.original === 'kept') return ''
  return row.original === 'trashed' ? ', original in the trash' : ', old file in the trash'
}

/** The state of a row in words, as its icon says it too. "Verified" only where the whole result was authenticated. */
export function rowState(row: JobRow): string {
  switch (row.phase) {
    case 'waiting':
      return 'Waiting'
    case 'working':
      return actionWords[row.action].now
    case 'readingBack':
      return 'Checking'
    case 'publishing':
      return 'Saving'
    case 'done':
      return row.verified ? 'Verified' : 'Done'
    case 'failed':
      return actionWords[row.action].failed
    case 'cancelled':
      return 'Cancelled'
    default:
      return assertNever(row.phase)
  }
}

/** What follows a finished row's state: `in 0.3 s`, or `in 0.3 s, not checked`. */
export function rowTook(row: JobRow): string {
  const took = row.verified && writesMessage(row) ? row.verifySeconds : row.seconds
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

const notes: Readonly<Record<NonNullable<JobRow['note']>, string>> = {
  durabilityUncertain: 'The disk did not confirm that it is kept. Look at the result before you rely on it.',
  publishedWithoutHardLinks:
    'This disk has no hard links, so a power cut while it was named could have left an empty file.',
  // It may be links left out, a source that changed, a cancelled file, or a trash that refuses.
  originalNotTrashed: 'The original was not moved to the trash. It is where it was.',
  nameNotTaken:
    'The old file is in the trash, and the new one could not take its name. It keeps the one shown.',
  doorShut:
    'AWS KMS refused another door of it. The file and its context are intact, so that door is under another key than it names.',
}

/** Remarks on a finished row that a person should know; '' where there are none. */
export const rowNote = (row: JobRow): string =>
  [...(row.note === null ? [] : [notes[row.note]]), ...(row.leftOut === 0 ? [] : [leftOut(row)])].join(' ')

function leftOut({ leftOut: amount, note }: JobRow): string {
  const what = many(amount, 'link or other thing', 'links and other things')
  const one = amount === 1
  const said = `${what} that ${one ? 'is no file was' : 'are no files were'} left out`
  return note === 'originalNotTrashed'
    ? `${said}, and the original still has ${one ? 'it' : 'them'}.`
    : `${said}.`
}
