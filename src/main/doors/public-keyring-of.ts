import { VaultError } from '../../shared/vault-error.ts'
import type { Keyring } from '../keyrings/keyring.ts'
import { RsaPublicKeyring } from '../keyrings/raw-rsa/rsa-public-keyring.ts'
import type { PeopleDoors } from './people-doors.ts'
import { exchangeNamespace, recoveryNamespace } from './rsa-door.ts'
import type { ColleagueDoor, RecoveryDoor } from './written-door.ts'

/**
 * The keyring that wraps for a colleague or for the recovery kit: for the very key that was planned. Throws
 * DOOR_NOT_AS_PLANNED where it is another one by now, or none.
 */
export async function publicKeyringOf(
  door: ColleagueDoor | RecoveryDoor,
  people: PeopleDoors,
): Promise<Keyring> {
  const { fingerprint } = door
  const holder = await holderOf(door, people)
  if (holder === null || holder.fingerprint !== fingerprint)
    throw new VaultError('DOOR_NOT_AS_PLANNED', 'a door is not what it was when this was planned; plan anew')
  const namespace = door.service === 'recovery' ? recoveryNamespace : exchangeNamespace
  return new RsaPublicKeyring({ namespace, fingerprint, publicKey: holder.publicKey })
}

async function holderOf(
  door: ColleagueDoor | RecoveryDoor,
  people: PeopleDoors,
): Promise<{ readonly fingerprint: string; readonly publicKey: Uint8Array } | null> {
  if (door.service === 'recovery') return people.kit()
  const colleagues = await people.colleagues()
  return colleagues.find(({ colleagueId }) => colleagueId === door.colleagueId) ?? null
}
