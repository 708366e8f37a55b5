import type { Problem } from '../../../shared/model/problem.ts'
import { VaultError, type VaultErrorCode } from '../../../shared/vault-error.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import type { KeyServices, RecognisedDoor } from '../../doors/key-services.ts'
import type { SurveyedItem } from './surveyed-item.ts'

/** What is known about opening one message before any key is used. */
export interface Opening {
  readonly doors: readonly RecognisedDoor[]
  readonly problem: Problem | null
  /** No local key fits, so opening asks AWS KMS. */
  readonly needsKms: boolean
  /** The connections that reach one of its doors; null where a key of this computer fits. */
  readonly opensThrough: readonly string[] | null
}

/** A door that can be tried now, or once a person signed in: files wait for that. */
const isReady = ({ problem }: RecognisedDoor): boolean =>
  problem === null || problem.code === 'KMS_CREDENTIALS_EXPIRED'

/** Nothing can be done here about such a door: another one comes first, such as that of the recovery kit. */
const hopeless: ReadonlySet<VaultErrorCode> = new Set([
  'KEY_NOT_FOUND',
  'KEYSTORE_NOT_SET_UP',
  'KEYCHAIN_ITEM_MISSING',
  'KEYSTORE_DAMAGED',
])

/** The problem of a message none of whose doors can be tried now: the one a person can do something about, first. */
function problemWith(doors: readonly RecognisedDoor[]): Problem | null {
  if (doors.some(isReady)) return null
  const problems = doors.flatMap(({ problem }) => (problem === null ? [] : [problem]))
  return (
    problems.find(({ code }) => !hopeless.has(code)) ??
    problems.find(({ code }) => code !== 'KEY_NOT_FOUND') ??
    problemOf(noDoor(doors.length))
  )
}

function noDoor(doors: number): VaultError {
  return new VaultError(
    'NO_DOOR_OPENS',
    'none of your keys opens this file; ask whoever made it which key it needs',
    { facts: { doors } },
  )
}

/** Tells the doors of all messages apart in one go, by item id. No key call is made. */
export async function predictOpenings(
  keyServices: KeyServices,
  items: readonly SurveyedItem[],
): Promise<ReadonlyMap<string, Opening>> {
  const messages = items.flatMap(({ id, doors }) => (doors === null ? [] : [{ id, names: doors }]))
  if (messages.length === 0) return new Map()
  const recognised = await keyServices.recognise(messages.flatMap(({ names }) => names))
  const openings = new Map<string, Opening>()
  let taken = 0
  for (const { id, names } of messages) {
    const doors = recognised.slice(taken, taken + names.length)
    taken += doors.length
    const ready = doors.filter(isReady)
    const needsKms = ready.length > 0 && ready.every((door) => door.service === 'aws')
    const opensThrough = needsKms ? [...new Set(ready.flatMap((door) => door.connectionIds))] : null
    openings.set(id, { doors, problem: problemWith(doors), needsKms, opensThrough })
  }
  return openings
}
