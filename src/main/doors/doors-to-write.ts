import type { DoorRef, RecoveryChoice } from '../../shared/model/door.ts'
import { isVaultError, VaultError } from '../../shared/vault-error.ts'
import type { PeopleDoors } from './people-doors.ts'
import type { RecoveryDoor, WrittenDoor, WrittenDoors } from './written-door.ts'

/**
 * The doors that messages get. The recovery kit's is the last: beside a local key's by itself, beside others where it was
 * chosen, because it would bypass a key of AWS KMS that is disabled or deleted. DESIGN.md section 3.
 */
export async function doorsToWrite(
  { doors, recovery }: { readonly doors: readonly DoorRef[]; readonly recovery: RecoveryChoice },
  people: PeopleDoors,
): Promise<WrittenDoors> {
  const chosen = await withFingerprints(doors, people)
  const isWanted =
    recovery === 'always'
      ? chosen.length > 0
      : recovery === 'auto' && doors.some(({ service }) => service === 'local')
  if (!isWanted) return { doors: chosen, recoveryMissing: null }
  const kit = await kitDoor(people)
  return typeof kit === 'string'
    ? { doors: chosen, recoveryMissing: kit }
    : { doors: [...chosen, kit], recoveryMissing: null }
}

async function withFingerprints(
  doors: readonly DoorRef[],
  people: PeopleDoors,
): Promise<readonly WrittenDoor[]> {
  if (doors.every(({ service }) => service !== 'colleague'))
    return doors.filter((door) => door.service !== 'colleague')
  const colleagues = await people.colleagues()
  return doors.map((door) => {
    if (door.service !== 'colleague') return door
    const person = colleagues.find(({ colleagueId }) => colleagueId === door.colleagueId)
    if (person === undefined)
      throw new VaultError('COLLEAGUE_NOT_FOUND', 'the card of this colleague is not here')
    return { ...door, fingerprint: person.fingerprint }
  })
}

/** Any state in which the keystore cannot be asked is told as locked: then nobody can say whether there is a kit. */
async function kitDoor(people: PeopleDoors): Promise<RecoveryDoor | 'noKit' | 'locked'> {
  try {
    const kit = await people.kit()
    return kit === null ? 'noKit' : { service: 'recovery', kitId: kit.kitId, fingerprint: kit.fingerprint }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return error.code === 'KEYSTORE_NOT_SET_UP' ? 'noKit' : 'locked'
  }
}
