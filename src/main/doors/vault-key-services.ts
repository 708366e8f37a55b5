import type { DoorRef, RecoveryChoice } from '../../shared/model/door.ts'
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
import { RsaOpeningKeyring } from '../keyrings/raw-rsa/rsa-opening-keyring.ts'
import { awsDoorLabel, colleagueDoorLabel, localDoorLabel, recoveryDoorLabel } from './door-labels.ts'
import { doorsToWrite } from './doors-to-write.ts'
import { exchangeKeyring } from './exchange-keyring.ts'
import type { KeyServices, RecognisedDoor, UseOfKey } from './key-services.ts'
import type { LocalKeystore } from '../keys/keystore/local-keystore.ts'
import { localKeyRow } from '../keys/keystore/local-key-row.ts'
import { nobody, type PeopleDoors } from './people-doors.ts'
import { publicKeyringOf } from './public-keyring-of.ts'
import { isCheckedHere, nameOfWritten, type WrittenDoor, type WrittenDoors } from './written-door.ts'
import { problemOf } from '../../shared/problem-of.ts'
import { recogniseDoor } from './recognise-door.ts'
import { askingOf } from './sign-ins-of.ts'
import { SignedInCalls, type CallsOwner } from './signed-in-calls.ts'

export interface VaultKeyServicesOptions {
  readonly keystore: LocalKeystore
  readonly connections: Connections
  /** Nobody where it is left out. */
  readonly people?: PeopleDoors
}

/** Both key services as one: the local keystore and AWS KMS through the connections. */
export class VaultKeyServices implements KeyServices {
  readonly #keystore: LocalKeystore
  readonly #connections: Connections
  readonly #people: PeopleDoors
  readonly #unreachable = new UnreachableWays()
  readonly #signedIn: SignedInCalls
  readonly blobs: KmsBlobs
  /** Of every connection and Region that files were worked on with. */
  readonly #used = new Set<KmsCalls>()

  constructor({ keystore, connections, people = nobody }: VaultKeyServicesOptions) {
    this.#keystore = keystore
    this.#people = people
    this.#connections = connections
    this.#signedIn = new SignedInCalls(askingOf(connections))
    this.blobs = new ConnectedBlobs(connections, this.#signedIn)
  }

  /** KMS makes the data key where a KMS key is among the doors; every other door wraps that one. Throws NO_DOORS_CHOSEN. */
  async keyringFor(doors: readonly WrittenDoor[]): Promise<Keyring> {
    const kmsFirst = withoutRepeats(doors).toSorted((a, b) => rank(a) - rank(b))
    const [generator, ...children] = await Promise.all(kmsFirst.map((door) => this.#keyringOf(door)))
    if (generator === undefined) throw new VaultError('NO_DOORS_CHOSEN', 'choose at least one key')
    return children.length === 0 ? generator : new MultiKeyring({ generator, children })
  }

  openingKeyring(): Keyring {
    const local = new LocalKeyring({ keystore: this.#keystore, keyId: null })
    const kms = new AwsKmsOpeningKeyring((keyArn) => this.#waysTo(keyArn), this.#unreachable)
    const session = this.#people.kitSession()
    const kit = session === null ? [] : [new RsaOpeningKeyring([session])]
    return new MultiKeyring({ children: [local, kms, exchangeKeyring(this.#people), ...kit] })
  }

  verifyingKeyrings(doors: readonly WrittenDoor[]): Promise<readonly Keyring[]> {
    const checked = withoutRepeats(doors).filter(isCheckedHere)
    return Promise.all(checked.map((door) => this.#keyringOf(door)))
  }

  doorsToWrite(doors: readonly DoorRef[], recovery: RecoveryChoice): Promise<WrittenDoors> {
    return doorsToWrite({ doors, recovery }, this.#people)
  }

  async recognise(doors: readonly DoorName[]): Promise<readonly RecognisedDoor[]> {
    const local = await this.#localRows()
    const aws = await this.#awsRows()
    const known = {
      local: 'code' in local ? local : new Map(local.map((row) => [row.keyId, row])),
      aws: new Map(aws.map((row) => [row.arn ?? '', row])),
      connections: this.#connections,
      people: this.#people,
    }
    return Promise.all(doors.map((door) => recogniseDoor(door, known)))
  }

  async labelsOf(doors: readonly WrittenDoor[]): Promise<readonly DoorLabel[]> {
    const rows = await this.rows()
    const colleagues = doors.some(({ service }) => service === 'colleague')
      ? await this.#people.colleagues()
      : []
    return doors.map((door) => {
      if (door.service === 'recovery') return recoveryDoorLabel(door.fingerprint, true)
      if (door.service === 'colleague') {
        const person = colleagues.find(({ colleagueId }) => colleagueId === door.colleagueId) ?? null
        return { ...colleagueDoorLabel(door.fingerprint, person), known: person !== null }
      }
      const row = rows.find(({ ref }) => sameKey(ref, door)) ?? null
      if (door.service === 'local') return localDoorLabel(door.keyId, row)
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

  async #keyringOf(door: WrittenDoor): Promise<Keyring> {
    if (door.service === 'local') return new LocalKeyring({ keystore: this.#keystore, keyId: door.keyId })
    if (door.service === 'colleague' || door.service === 'recovery')
      return publicKeyringOf(door, this.#people)
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

/** The data key is made by KMS, else by the keystore; public keys wrap what is there. */
function rank({ service }: WrittenDoor): number {
  if (service === 'aws') return 0
  return service === 'local' ? 1 : 2
}

/** The same key through two connections is one door: a second encrypted data key would open nothing more. */
function withoutRepeats(doors: readonly WrittenDoor[]): readonly WrittenDoor[] {
  const names = doors.map(nameOfWritten)
  return doors.filter((_, index) => names.indexOf(names[index] ?? '') === index)
}

function sameKey(a: KeyRef, b: WrittenDoor): boolean {
  if (a.service === 'local') return b.service === 'local' && a.keyId === b.keyId
  return b.service === 'aws' && a.connectionId === b.connectionId && a.keyArn === b.keyArn
}

function notAKey(): VaultError {
  return new VaultError('INVALID_REQUEST', 'this is not the arn of a kms key')
}
