import type { Problem } from '../../shared/model/problem.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { Connections, WayToKey } from '../credentials/connections.ts'
import { keyArnOfDoor } from '../keyrings/aws-kms-door.ts'
import { accountUnknown } from '../keyrings/aws-kms-opening-keyring.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'
import type { KeyArn } from '../keys/aws-kms/key-arn.ts'
import { awsDoorLabel, localDoorLabel, otherDoorLabel } from './door-labels.ts'
import type { RecognisedDoor } from './key-services.ts'
import { localKeyIdOf } from './local-door.ts'
import { problemOf } from '../../shared/problem-of.ts'

/** What is known of both services while the doors of one message are told apart. */
export interface KnownKeys {
  /** Local keys by their id, or why they cannot be listed now. */
  readonly local: ReadonlyMap<string, KeyRow> | Problem
  /** Listed KMS keys by their ARN. */
  readonly aws: ReadonlyMap<string, KeyRow>
  readonly connections: Pick<Connections, 'waysTo'>
}

/** Tells whose key a door is under, without any key call. */
export async function recogniseDoor(door: DoorName, known: KnownKeys): Promise<RecognisedDoor> {
  const keyId = localKeyIdOf(door)
  if (keyId !== null) return localDoor(keyId, known.local)
  try {
    const keyArn = keyArnOfDoor(door)
    if (keyArn !== undefined) return await awsDoor(keyArn, known)
  } catch (error) {
    return { label: otherDoorLabel(door.providerId), problem: problemOf(error), service: 'other' }
  }
  return { label: otherDoorLabel(door.providerId), problem: problemOf(noKeyHere()), service: 'other' }
}

function localDoor(keyId: string, local: KnownKeys['local']): RecognisedDoor {
  if ('code' in local) return { label: localDoorLabel(keyId, null), problem: local, service: 'local' }
  const row = local.get(keyId) ?? null
  const problem = row === null ? problemOf(noKeyHere()) : null
  return { label: localDoorLabel(keyId, row), problem, service: 'local' }
}

async function awsDoor(keyArn: KeyArn, known: KnownKeys): Promise<RecognisedDoor> {
  const ways = await known.connections.waysTo(keyArn)
  const name = [keyArn, ...ways.map((way) => way.keyArn)].find((arn) => known.aws.has(arn))
  const row = known.aws.get(name ?? keyArn) ?? null
  const label = awsDoorLabel(keyArn, row, ways.length > 0)
  if (ways.length === 0) return { label, problem: problemOf(accountUnknown(keyArn)), service: 'aws' }
  return { label, problem: signedOut(ways), service: 'aws' }
}

/** The problem where every connection that reaches the key was last found without valid credentials. */
function signedOut(ways: readonly WayToKey[]): Problem | null {
  const problems = ways.map(({ connection: { status } }) =>
    status.state === 'failed' && status.problem.code.startsWith('KMS_CREDENTIALS_') ? status.problem : null,
  )
  return problems.includes(null) ? null : (problems[0] ?? null)
}

function noKeyHere(): VaultError {
  return new VaultError('KEY_NOT_FOUND', 'this vault holds no key for this door')
}
