import type { DoorLabel, KeyCheck, Plan } from '../../../shared/model/plan.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import type { KeyServices, UseOfKey } from '../../doors/key-services.ts'
import type { Draft } from './draft-plan.ts'
import { isReadBack } from './count-calls.ts'
import { writesMessage } from './direction.ts'
import { mapConcurrently } from './map-concurrently.ts'
import type { PlannedFile } from './planned-file.ts'

const asksAtOnce = 4
/** More keys than a person reads through before a start. */
const mostAsked = 100

type Answer = Pick<KeyCheck, 'outcome' | 'problem'>

/** What AWS KMS said of uses, so that the revisions of a plan do not ask once more. */
export type AnsweredUses = Map<string, Answer>

/** A refusal may be mended while the plan is looked at, and a network come back: both are asked again. */
function lasts({ outcome, problem }: Answer): boolean {
  return outcome !== 'denied' && problem === null
}

interface Asked extends UseOfKey {
  readonly label: DoorLabel
}

/** What was asked about the keys of a plan. */
export interface CheckedKeys {
  readonly keys: readonly KeyCheck[]
  /** Uses of keys that the plan makes; more than `keys` where not all were asked about. */
  readonly total: number
}

/** Asks once for each key of AWS KMS and each use that the plan makes of it, up to a number. No file is looked at. */
export async function checkKeys(
  { plan, files }: Pick<Draft, 'plan' | 'files'>,
  keyServices: Pick<KeyServices, 'checkUse'>,
  answered: AnsweredUses,
): Promise<CheckedKeys> {
  const context = new Map(plan.options.context.map(({ key, value }) => [key, value]))
  const uses = usesOf(plan, files)
  const keys = await mapConcurrently(
    uses.slice(0, mostAsked),
    asksAtOnce,
    async ({ label, ...use }): Promise<KeyCheck> => {
      const named = { label, action: `kms:${use.use}` }
      const name = JSON.stringify([use, plan.options.context])
      const known = answered.get(name)
      if (known !== undefined) return { ...named, ...known }
      try {
        const answer = await keyServices.checkUse({ ...use, context })
        if (lasts(answer)) answered.set(name, answer)
        return { ...named, ...answer }
      } catch (error) {
        return { ...named, outcome: 'unknown', problem: problemOf(error) }
      }
    },
  )
  return { keys, total: uses.length }
}

function usesOf(plan: Plan, files: readonly PlannedFile[]): readonly Asked[] {
  const uses = new Map<string, Asked>()
  const add = (asked: Asked): void => {
    uses.set(`${asked.use} ${asked.connectionId ?? ''} ${asked.keyArn}`, asked)
  }
  if (files.some(({ shown }) => writesMessage(shown.action))) writingUses(plan).forEach(add)
  for (const { opensThrough, shown } of files) {
    if (opensThrough === null) continue
    for (const label of shown.doors)
      if (label.kind === 'aws' && label.known && label.arn !== null)
        add({ label, use: 'Decrypt', keyArn: label.arn, connectionId: null })
  }
  return [...uses.values()]
}

/** The first KMS key makes the data key, every other one wraps it; reading back opens each door. */
function writingUses({ options, doors }: Plan): readonly Asked[] {
  const first = options.format === 'message' ? 'GenerateDataKey' : 'Encrypt'
  const keys = options.doors.flatMap((door, index) => {
    const label = doors[index]
    if (door.service !== 'aws' || label === undefined) return []
    return [{ label, keyArn: door.keyArn, connectionId: door.connectionId }]
  })
  const wraps = keys.map((key, index) => ({ ...key, use: index === 0 ? first : 'Encrypt' }) as const)
  const opens = isReadBack(options) ? keys.map((key) => ({ ...key, use: 'Decrypt' }) as const) : []
  return [...wraps, ...opens]
}
