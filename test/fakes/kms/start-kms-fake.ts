import { randomBytes } from 'node:crypto'
import type { CustomKeyStores } from './custom-key-stores.ts'
import type { FakeKey } from './fake-key.ts'
import { replicaOf } from './fake-key.ts'
import type { FakeDelays } from './key-life.ts'
import type { Faults } from './faults.ts'
import { handleRequest, type FakeCall, type FakeWorld } from './handle-request.ts'
import { newFakeWorld } from './new-world.ts'
import { putKey, type CreateFakeKey } from './put-key.ts'
import type { RequestMeter } from './request-meter.ts'
import { serveFake, type FakeService } from './serve-fake.ts'
import type { FakeAccessKey } from './sigv4.ts'

export type { CreateFakeKey } from './put-key.ts'

export interface KmsFake {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string
  /** The account of `accessKey` and of keys that do not say another. */
  readonly account: string
  readonly region: string
  readonly accessKey: FakeAccessKey
  createKey(options?: CreateFakeKey): FakeKey
  /** Puts a replica of a multi-Region key into another Region. */
  replicate(key: FakeKey, region: string): FakeKey
  addAccessKey(options?: Partial<FakeAccessKey>): FakeAccessKey
  /** Reserves an alias that no key bears, as AWS does for its services. */
  reserveAlias(name: string): void
  /** The shared credentials file of a profile, as text. */
  credentialsFile(profile: string, accessKey?: FakeAccessKey): string
  /** Lets the clock of keys and sessions run ahead; signatures keep the time. */
  passTime(ms: number): void
  /** Every request since the start or the last `calls.length = 0`. */
  readonly calls: FakeCall[]
  readonly faults: Faults
  /** Request quotas: counted always, enforced where `meter.enforced` is set. */
  readonly meter: RequestMeter
  /** How long rotations by hand, new replicas and changed primaries take; nothing unless it is set. */
  readonly delays: FakeDelays
  readonly stores: CustomKeyStores
  readonly world: FakeWorld
  /** Told when a request comes in and when its answer leaves. */
  onRequest: ((step: 'begin' | 'end') => void) | null
  stop(): Promise<void>
}

export interface KmsFakeOptions {
  readonly region?: string
  readonly port?: number
  readonly now?: () => Date
}

export const fakeAccount = '111122223333'

/**
 * The project's own KMS: AWS JSON 1.1 over HTTP on this computer, Signature Version 4 checked, key states, specs and
 * quotas from the tables of src/shared/kms, real cryptography underneath, clock and faults driven by the test. What it
 * has not: IAM policies (tests deny by faults), SM2, ML-KEM, Nitro recipients, and digests where Node cannot sign them.
 */
export async function startKmsFake(options: KmsFakeOptions = {}): Promise<KmsFake> {
  const world = newFakeWorld(options.now)
  return serveWorld(world, options, [{ serves: () => true, handle: handleRequest }])
}

/** Serves a world, with its handle for tests. */
export async function serveWorld(
  world: FakeWorld & { pass(ms: number): void },
  options: KmsFakeOptions,
  services: readonly FakeService[],
): Promise<KmsFake> {
  const account = fakeAccount
  const region = options.region ?? 'eu-central-1'
  const onRequest = (step: 'begin' | 'end') => fake.onRequest?.(step)
  const { endpoint, stop } = await serveFake({ world, services, port: options.port ?? 0, onRequest })
  const addAccessKey = (key: Partial<FakeAccessKey> = {}): FakeAccessKey => {
    const made = newAccessKey(account, key)
    world.accessKeys.set(made.accessKeyId, made)
    return made
  }
  const accessKey = addAccessKey()
  const fake: KmsFake = {
    endpoint,
    account,
    region,
    accessKey,
    addAccessKey,
    createKey: (key = {}) => putKey(world.keys, { account, region, createdAt: world.time(), ...key }),
    replicate: (key, to) => {
      const replica = replicaOf(key, to)
      world.keys.addKey(replica)
      return replica
    },
    reserveAlias: (name) => {
      const at = world.time()
      world.keys.addAlias({ name, account, region, targetKeyId: null, createdAt: at, updatedAt: at })
    },
    credentialsFile: (profile, key = accessKey) => credentialsText(profile, key),
    passTime: (ms) => world.pass(ms),
    calls: world.calls,
    faults: world.faults,
    meter: world.meter,
    delays: world.keys.delays,
    stores: world.stores,
    world,
    onRequest: null,
    stop,
  }
  return fake
}

function newAccessKey(account: string, options: Partial<FakeAccessKey>): FakeAccessKey {
  const owner = options.account ?? account
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: null,
    account: owner,
    arn: `arn:aws:iam::${owner}:user/operator`,
    expired: false,
    expiresAt: null,
    callsLeft: null,
    ...options,
  }
}

function credentialsText(profile: string, key: FakeAccessKey): string {
  const token = key.sessionToken === null ? '' : `aws_session_token = ${key.sessionToken}\n`
  return `[${profile}]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n${token}`
}
