import type { Problem } from '../../shared/model/problem.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { Connections, WayToKey } from '../credentials/connections.ts'
import { keyArnOfDoor } from '../keyrings/aws-kms-door.ts'
import { accountUnknown } from '../keyrings/aws-kms-opening-keyring.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'
import { parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import type { KeyArn } from '../keys/aws-kms/key-arn.ts'
import {
  awsDoorLabel,
  colleagueDoorLabel,
  localDoorLabel,
  otherDoorLabel,
  recoveryDoorLabel,
} from './door-labels.ts'
import type { PeopleDoors } from './people-doors.ts'
import { rsaDoorOf, type RsaDoor } from './rsa-door.ts'
import type { RecognisedDoor } from './key-services.ts'
import { localDoorOf } from './local-door.ts'
import type { LocalDoor } from './local-door.ts'
import { shownText } from '../../shared/shown-text.ts'
import { problemOf } from '../../shared/problem-of.ts'

/** What is known of both services while the doors of one message are told apart. */
export interface KnownKeys {
  /** Local keys by their id, or why they cannot be listed now. */
  readonly local: ReadonlyMap<string, KeyRow> | Problem
  /** Listed KMS keys by their ARN. */
  readonly aws: ReadonlyMap<string, KeyRow>
  readonly connections: Pick<Connections, 'waysTo'>
  readonly people: PeopleDoors
}

const longestPart = 64
const unnamed = {
  keyId: null,
  keyMaterialId: null,
  account: null,
  region: null,
  connectionIds: [],
  state: null,
} as const

/** Tells whose key a door is under, without any key call. */
export async function recogniseDoor(door: DoorName, known: KnownKeys): Promise<RecognisedDoor> {
  const local = localDoorOf(door)
  if (local !== null) return recogniseLocal(local, known.local)
  const rsa = rsaDoorOf(door)
  if (rsa !== null) return recogniseRsa(rsa, known.people)
  try {
    const keyArn = keyArnOfDoor(door)
    if (keyArn !== undefined) return await recogniseAws(keyArn, known)
  } catch (error) {
    return otherDoor(door, problemOf(error))
  }
  return otherDoor(door, problemOf(noKeyHere()))
}

function otherDoor({ providerId }: DoorName, problem: Problem): RecognisedDoor {
  return { ...unnamed, label: otherDoorLabel(providerId), problem, service: 'other' }
}

function recogniseLocal(door: LocalDoor, local: KnownKeys['local']): RecognisedDoor {
  const named = { ...unnamed, ...door, service: 'local' } as const
  if ('code' in local) return { ...named, label: localDoorLabel(door.keyId, null), problem: local }
  const row = local.get(door.keyId) ?? null
  const problem = row === null ? problemOf(noKeyHere()) : null
  return { ...named, label: localDoorLabel(door.keyId, row), problem, state: row?.state ?? null }
}

async function recogniseRsa({ kind, fingerprint }: RsaDoor, people: PeopleDoors): Promise<RecognisedDoor> {
  const named = { ...unnamed, keyId: fingerprint, service: kind } as const
  if (kind === 'colleague') return { ...named, ...(await colleagueDoor(fingerprint, people)) }
  const isOpen = people.kitSession()?.fingerprint === fingerprint
  const label = recoveryDoorLabel(fingerprint, isOpen)
  return { ...named, label, problem: isOpen ? null : problemOf(kitNeeded(label.name)) }
}

/** Whose it is cannot be told while the keystore is closed: then the problem says why. */
async function colleagueDoor(
  fingerprint: string,
  people: PeopleDoors,
): Promise<Pick<RecognisedDoor, 'label' | 'problem'>> {
  try {
    if ((await people.exchangeFingerprint()) === fingerprint)
      return { label: colleagueDoorLabel(fingerprint, 'own'), problem: null }
    const colleague = (await people.colleagues()).find((each) => each.fingerprint === fingerprint)
    return { label: colleagueDoorLabel(fingerprint, colleague ?? null), problem: problemOf(noKeyHere()) }
  } catch (error) {
    return { label: colleagueDoorLabel(fingerprint, null), problem: problemOf(error) }
  }
}

function kitNeeded(kitId: string): VaultError {
  return new VaultError('KIT_NEEDED', 'use the recovery kit to open this door', { facts: { kitId } })
}

async function recogniseAws(keyArn: KeyArn, known: KnownKeys): Promise<RecognisedDoor> {
  const ways = await known.connections.waysTo(keyArn)
  const name = [keyArn, ...ways.map((way) => way.keyArn)].find((arn) => known.aws.has(arn))
  const row = known.aws.get(name ?? keyArn) ?? null
  const arn = parseKmsArn(keyArn)
  const label = awsDoorLabel(keyArn, row, ways.length > 0)
  return {
    label,
    problem: ways.length === 0 ? problemOf(accountUnknown(keyArn)) : signedOut(ways),
    service: 'aws',
    keyId: label.arn,
    keyMaterialId: null,
    account: arn === null ? null : shownText(arn.account, longestPart),
    region: arn === null ? null : shownText(arn.region, longestPart),
    // A multi-Region key has several ways through one connection.
    connectionIds: [...new Set(ways.map(({ connection }) => connection.id))],
    state: row?.state ?? null,
  }
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
