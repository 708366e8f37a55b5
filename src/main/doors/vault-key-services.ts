import type { DoorRef } from '../../shared/model/door.ts'
import type { KeyRef, KeyRow } from '../../shared/model/key.ts'
import type { DoorLabel } from '../../shared/model/plan.ts'
import type { Problem } from '../../shared/model/problem.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { Connections, WayToKey } from '../credentials/connections.ts'
import { AwsKmsKeyring } from '../keyrings/aws-kms-keyring.ts'
import { accountUnknown, AwsKmsOpeningKeyring } from '../keyrings/aws-kms-opening-keyring.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import type { KmsBlobs } from '../keyrings/kms-blobs.ts'
import { ConnectedBlobs } from './connected-blobs.ts'
import type { Keyring } from '../keyrings/keyring.ts'
import { LocalKeyring } from '../keyrings/local-keyring.ts'
import { MultiKeyring } from '../keyrings/multi-keyring.ts'
import { UnreachableWays } from '../keyrings/unreachable-ways.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'
import { isKeyArn, type KeyArn } from '../keys/aws-kms/key-arn.ts'
import { dryRun } from '../keys/aws-kms/dry-run.ts'
import type { EncryptionContext } from '../message/encryption-context.ts'
import { awsDoorLabel, localDoorLabel } from './door-labels.ts'
import type { KeyServices, RecognisedDoor, UseOfKey } from './key-services.ts'
import type { LocalKeystore } from '../keys/keystore/local-keystore.ts'
import { localKeyRow } from '../keys/keystore/local-key-row.ts'
import { problemOf } from '../../shared/problem-of.ts'
import { recogniseDoor } from './recognise-door.ts'
import { askingOf } from './sign-ins-of.ts'
import { SignedInCalls, type CallsOwner } from './signed-in-calls.ts'

export interface VaultKeyServicesOptions {
  readonly keystore: LocalKeystore
  readonly connections: Connections
}

/** Both key services as one: the local keystore and AWS KMS through the connections. */
export class VaultKeyServices implements KeyServices {
  readonly #keystore: LocalKeystore
  readonly #connections: Connections
  readonly #unreachable = new UnreachableWays()
  readonly #signedIn: SignedInCalls
  readonly blobs: KmsBlobs
  /** Of every connection and Region that files were worked on with. */
  readonly #used = new Set<KmsCalls>()

  constructor({ keystore, connections }: VaultKeyServicesOptions) {
    this.#keystore = keystore
    this.#connections = connections
    this.#signedIn = new SignedInCalls(askingOf(connections))
    this.blobs = new ConnectedBlobs(connections, this.#signedIn)
  }

  /** KMS makes the data key where a KMS key is among the doors; every other door wraps that one. Throws NO_DOORS_CHOSEN. */
  async keyringFor(doors: readonly DoorRef[]): Promise<Keyring> {
    const kmsFirst = doors.toSorted((a, b) => rank(a) - rank(b))
    const [generator, ...children] = await this.verifyingKeyrings(kmsFirst)
    if (generator === undefined) throw new VaultError('NO_DOORS_CHOSEN', 'choose at least one key')
    return children.length === 0 ? generator : new MultiKeyring({ generator, children })
  }

  openingKeyring(): Keyring {
    const local = new LocalKeyring({ keystore: this.#keystore, keyId: null })
    const kms = new AwsKmsOpeningKeyring((keyArn) => this.#waysTo(keyArn), this.#unreachable)
    return new MultiKeyring({ children: [local, kms] })
  }

  verifyingKeyrings(doors: readonly DoorRef[]): Promise<readonly Keyring[]> {
    return Promise.all(withoutRepeats(doors).map((door) => this.#keyringOf(door)))
  }

  async recognise(doors: readonly DoorName[]): Promise<readonly RecognisedDoor[]> {
    const local = await this.#localRows()
    const aws = await this.#awsRows()
    const known = {
      local: 'code' in local ? local : new Map(local.map((row) => [row.keyId, row])),
      aws: new Map(aws.map((row) => [row.arn ?? '', row])),
      connections: this.#connections,
    }
    return Promise.all(doors.map((door) => recogniseDoor(door, known)))
  }

  async labelsOf(doors: readonly DoorRef[]): Promise<readonly DoorLabel[]> {
    const rows = await this.rows()
    return doors.map((door) => {
      const row = rows.find(({ ref }) => sameKey(ref, door)) ?? null
      if (door.service === 'local') return localDoorLabel(door.keyId, row)
      if (door.service === 'colleague') throw noColleague()
      if (!isKeyArn(door.keyArn)) throw notAKey()
      return awsDoorLabel(door.keyArn, row, row !== null)
    })
  }

  async labelOfArn(keyArn: string): Promise<DoorLabel> {
    if (!isKeyArn(keyArn)) throw notAKey()
    const row = (await this.#awsRows()).find(({ arn }) => arn === keyArn) ?? null
    return awsDoorLabel(keyArn, row, true)
  }

  slowedTo(): number | null {
    const paces = [...this.#used].flatMap(({ slowed }) => slowed?.() ?? [])
    const ofFiles = paces.filter(({ bucket }) => bucket.startsWith(cryptography))
    return ofFiles.length === 0 ? null : Math.min(...ofFiles.map(({ perSecond }) => perSecond))
  }

  async checkUse({ connectionId, ...request }: UseOfKey & { readonly context: EncryptionContext }) {
    if (!isKeyArn(request.keyArn)) throw notAKey()
    const ways = await this.#waysTo(request.keyArn)
    const way = ways.find(({ connection }) => connectionId === null || connection.id === connectionId)
    if (way === undefined) throw accountUnknown(request.keyArn)
    const { connection, keyArn } = way
    const session = await this.#connections.sessionOf({
      service: 'aws',
      connectionId: connection.id,
      keyArn,
    })
    const asked = await dryRun(session, { ...request, keyArn })
    const problem = asked.outcome === 'allowed' || asked.error === null ? null : problemOf(asked.error)
    return { outcome: asked.outcome, problem }
  }

  /** Keys of both services by name. Those of a service that cannot be read now are left out. */
  async rows(): Promise<readonly KeyRow[]> {
    const local = await this.#localRows()
    const rows = [...('code' in local ? [] : local), ...(await this.#awsRows())]
    const collator = new Intl.Collator('en', { numeric: true })
    return rows.toSorted((a, b) => collator.compare(a.alias ?? a.keyId, b.alias ?? b.keyId))
  }

  /** A document of connections that cannot be read keeps nobody from the local keys; listing the connections says why. */
  async #awsRows(): Promise<readonly KeyRow[]> {
    try {
      return await this.#connections.rows()
    } catch {
      return []
    }
  }

  async #localRows(): Promise<readonly KeyRow[] | Problem> {
    try {
      return (await this.#keystore.listKeys()).map(localKeyRow)
    } catch (error) {
      return problemOf(error)
    }
  }

  async #waysTo(keyArn: KeyArn): Promise<readonly WayToKey[]> {
    const ways = await this.#connections.waysTo(keyArn)
    for (const { calls } of ways) this.#used.add(calls)
    return ways.map((way) => ({ ...way, calls: this.#signedIn.of(ownerOf(way), way.calls) }))
  }

  async #keyringOf(door: DoorRef): Promise<Keyring> {
    if (door.service === 'local') return new LocalKeyring({ keystore: this.#keystore, keyId: door.keyId })
    if (door.service === 'colleague') throw noColleague()
    if (!isKeyArn(door.keyArn)) throw notAKey()
    const ways = await this.#waysTo(door.keyArn)
    const way = ways.find(({ connection, keyArn }) => {
      return connection.id === door.connectionId && keyArn === door.keyArn
    })
    if (way === undefined) throw accountUnknown(door.keyArn)
    return new AwsKmsKeyring({ keyId: door.keyArn, calls: way.calls })
  }
}

/** How the quotas are called that data keys are made and opened under. KMS.md section 4. */
const cryptography = 'crypto-'

function ownerOf({ connection: { id, name, status } }: WayToKey): CallsOwner {
  return { id, name, wasRead: status.state === 'read' }
}

function rank(door: DoorRef): number {
  return door.service === 'aws' ? 0 : 1
}

/** The same key through two connections is one door: a second encrypted data key would open nothing more. */
function withoutRepeats(doors: readonly DoorRef[]): readonly DoorRef[] {
  const names = doors.map(nameOf)
  return doors.filter((_, index) => names.indexOf(names[index] ?? '') === index)
}

function nameOf(door: DoorRef): string {
  if (door.service === 'aws') return door.keyArn
  return door.service === 'local' ? door.keyId : door.colleagueId
}

function noColleague(): VaultError {
  return new VaultError('COLLEAGUE_NOT_FOUND', 'the card of this colleague is not here')
}

function sameKey(a: KeyRef, b: DoorRef): boolean {
  if (a.service === 'local') return b.service === 'local' && a.keyId === b.keyId
  return b.service === 'aws' && a.connectionId === b.connectionId && a.keyArn === b.keyArn
}

function notAKey(): VaultError {
  return new VaultError('INVALID_REQUEST', 'this is not the arn of a kms key')
}
