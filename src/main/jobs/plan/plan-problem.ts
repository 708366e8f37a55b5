import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { isCheckedHere, type WrittenDoor } from '../../doors/written-door.ts'
import type { JobPreferences } from '../preferences.ts'
import { blobImpossible } from '../blob/blob-impossible.ts'
import { writesMessage } from './direction.ts'
import { frameLengthOf } from './frame-length.ts'
import type { PlannedFile } from './planned-file.ts'
import type { Survey } from './surveyed-item.ts'
import { checkWrittenContext } from './written-context.ts'

interface WritingChoices {
  readonly options: PlanOptions
  readonly preferences: JobPreferences
  /** The doors as they will be made. */
  readonly written?: readonly Pick<WrittenDoor, 'service'>[]
}

/** What stands in the way of a whole plan, by its choices alone: nothing is looked at. Null = nothing does. */
export function problemOfChoices(
  survey: Survey,
  startable: readonly PlannedFile[],
  choices: WritingChoices,
): Problem | null {
  try {
    if (survey.tooMany !== null) throw tooManyFiles(survey.tooMany)
    const written = startable.filter(({ shown }) => writesMessage(shown.action))
    if (written.length > 0) checkWriting(written, choices)
    return null
  } catch (error) {
    return problemOf(error)
  }
}

/** What is written has to be opened again by this vault, so its own limits of reading hold. */
function checkWriting(
  written: readonly PlannedFile[],
  { options, preferences, written: doors = options.doors }: WritingChoices,
): void {
  if (options.doors.length === 0) throw new VaultError('NO_DOORS_CHOSEN', 'choose a key to encrypt to')
  if (written.some(({ shown }) => shown.form !== 'message') && !isOneKmsKey(options))
    throw blobImpossible('doors')
  const { maxEncryptedDataKeys, maxFrameLength } = preferences.limits
  atMost('encryptedDataKeys', doors.length, maxEncryptedDataKeys)
  if (options.original === 'trash' && doors.length > 0 && !doors.some(isCheckedHere)) throw onlyOthersOpen()
  atMost('frameLength', frameLengthOf(options), maxFrameLength)
  // A moved message takes its own pairs along, which were what this vault asks for when it was opened; one given anew counts.
  const isNew = written.some(({ shown }) => shown.action !== 'move')
  const given = new Set(options.context.map(({ key }) => key))
  const required = preferences.requiredContext.filter(({ key }) => isNew || given.has(key))
  checkWrittenContext(options, required)
}

/** DESIGN.md section 4: a source goes to the trash only once its result opened here. */
function onlyOthersOpen(): VaultError {
  return new VaultError(
    'ONLY_OTHERS_OPEN',
    'nothing here could open the results; add a key, or keep the originals',
  )
}

function isOneKmsKey({ doors }: PlanOptions): boolean {
  return doors.length === 1 && doors[0]?.service === 'aws'
}

function atMost(what: string, count: number, limit: number): void {
  if (count <= limit) return
  throw new VaultError(
    'MESSAGE_LIMIT_EXCEEDED',
    'the messages would be beyond the limits of reading in your settings, and not open here again',
    { facts: { what, count, limit } },
  )
}

function tooManyFiles(limit: number): VaultError {
  return new VaultError('TOO_MANY_FILES', 'these are too many files for one plan; drop fewer', {
    facts: { limit },
  })
}
