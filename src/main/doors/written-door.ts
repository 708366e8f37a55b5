import type { ColleagueRef, DoorRef } from '../../shared/model/door.ts'
import type { KeyRef } from '../../shared/model/key.ts'

/** A colleague's door with the very key that was planned: a card that changes meanwhile is never used unseen. */
export interface ColleagueDoor extends ColleagueRef {
  readonly fingerprint: string
}

/** The door of the recovery kit in use. */
export interface RecoveryDoor {
  readonly service: 'recovery'
  readonly kitId: string
  readonly fingerprint: string
}

/** A door that messages are made with: what a person chose, and the recovery kit's where that was chosen. */
export type WrittenDoor = KeyRef | ColleagueDoor | RecoveryDoor

/** The doors of a plan, as they will be made. */
export interface WrittenDoors {
  readonly doors: readonly WrittenDoor[]
  /** Why the recovery kit has no door though it was to have one; null where it has, or was not to. */
  readonly recoveryMissing: 'noKit' | 'locked' | null
}

/** What a door is called that stays: what encrypted data keys are told apart by. The same key through two connections is one. */
export function nameOfWritten(door: WrittenDoor): string {
  if (door.service === 'aws') return door.keyArn
  return door.service === 'local' ? door.keyId : door.fingerprint
}

/** Whether a message's door can be opened here to verify it: a private half that is elsewhere cannot. DESIGN.md section 2. */
export function isCheckedHere({ service }: Pick<WrittenDoor | DoorRef, 'service'>): boolean {
  return service === 'local' || service === 'aws'
}
