import type { DoorLabel, PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import type { WrittenDoor, WrittenDoors } from '../../doors/written-door.ts'

/** The doors of what a plan writes, and what they are called, in the same order. */
export interface PlannedDoors {
  readonly written: readonly WrittenDoor[]
  readonly doors: readonly DoorLabel[]
  readonly recoveryMissing: WrittenDoors['recoveryMissing']
  /** Why the doors cannot be told; there are none then. */
  readonly problem: Problem | null
}

/** Settles the doors of a plan: those that were chosen, and the recovery kit's. A blob has one key and no other door. */
export async function planDoors(
  { doors: chosen, recovery, format, intent }: PlanOptions,
  keyServices: Pick<KeyServices, 'doorsToWrite' | 'labelsOf'>,
): Promise<PlannedDoors> {
  const mayRecover = format === 'message' && intent !== 'verify'
  try {
    const { doors: written, recoveryMissing } = await keyServices.doorsToWrite(
      chosen,
      mayRecover ? recovery : 'never',
    )
    return { written, doors: await keyServices.labelsOf(written), recoveryMissing, problem: null }
  } catch (error) {
    return { written: [], doors: [], recoveryMissing: null, problem: problemOf(error) }
  }
}
