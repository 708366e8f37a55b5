import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KeyState } from '../../../src/shared/model/key.ts'
import { newFakeKey, replicaOf, type FakeKey, type FakeKeyOptions } from './fake-key.ts'
import { FakeKeys } from './fake-keys.ts'
import { Faults } from './faults.ts'
import { handleRequest, type FakeCall, type FakeWorld } from './handle-request.ts'
import type { FakeAccessKey } from './sigv4.ts'

/** A key to put into the fake; whatever is not said is an enabled symmetric key of the default account and Region. */
export interface CreateFakeKey extends Partial<FakeKeyOptions> {
  /** Without `alias/`. */
  readonly alias?: string
  readonly aliases?: readonly string[]
  readonly state?: KeyState
}

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
  /** Every request since the start or the last `calls.length = 0`. */
  readonly calls: FakeCall[]
  readonly faults: Faults
  /** Told when a request comes in and when its answer leaves. */
  onRequest: ((step: 'begin' | 'end') => void) | null
  stop(): Promise<void>
}

/**
 * The project's own KMS: AWS JSON 1.1 over HTTP on this computer, Signature Version 4 checked, key states from the table
 * of KMS.md section 3, real AES-GCM underneath, faults driven by the test.
 */
export async function startKmsFake(
  options: { region?: string; port?: number; now?: () => Date } = {},
): Promise<KmsFake> {
  const account = '111122223333'
  const region = options.region ?? 'eu-central-1'
  const now = options.now ?? (() => new Date())
  const accessKeys = new Map<string, FakeAccessKey>()
  const world: FakeWorld = { keys: new FakeKeys(), accessKeys, faults: new Faults(), calls: [], now }
  const server = createServer(async (request, response) => {
    fake.onRequest?.('begin')
    await answer(request, response, world)
    fake.onRequest?.('end')
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const addAccessKey = (key: Partial<FakeAccessKey> = {}): FakeAccessKey => {
    const made = newAccessKey(account, key)
    accessKeys.set(made.accessKeyId, made)
    return made
  }
  const accessKey = addAccessKey()
  const fake: KmsFake = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    region,
    accessKey,
    addAccessKey,
    createKey: (key = {}) => addKey(world, { account, region, createdAt: now(), ...key }),
    replicate: (key, to) => {
      const replica = replicaOf(key, to)
      world.keys.addKey(replica)
      return replica
    },
    reserveAlias: (name) => world.keys.addAlias({ name, account, region, targetKeyId: null }),
    credentialsFile: (profile, key = accessKey) => credentialsText(profile, key),
    calls: world.calls,
    faults: world.faults,
    onRequest: null,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return fake
}

async function answer(request: IncomingMessage, response: ServerResponse, world: FakeWorld): Promise<void> {
  try {
    const body = Buffer.concat(await request.toArray())
    const { method = '', url: path = '/', headers } = request
    const answered = await handleRequest({ method, path, headers, body }, world)
    if (answered === 'drop') {
      request.socket.destroy()
      return
    }
    response.writeHead(answered.status, answered.headers).end(answered.body)
  } catch (error) {
    // The client went away, or the fake itself is wrong: a 500 that no table knows makes the test fail.
    if (!response.destroyed) response.writeHead(500).end(String(error))
  }
}

function addKey(
  world: FakeWorld,
  options: CreateFakeKey & Pick<FakeKeyOptions, 'account' | 'region' | 'createdAt'>,
): FakeKey {
  const { alias, aliases = [], state, ...rest } = options
  const key = newFakeKey({
    description: '',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    multiRegion: false,
    ...rest,
  })
  if (state !== undefined) key.state = state
  world.keys.addKey(key)
  const { account, region } = key
  for (const name of alias === undefined ? aliases : [alias, ...aliases]) {
    world.keys.addAlias({ name: `alias/${name}`, account, region, targetKeyId: key.id })
  }
  return key
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
    ...options,
  }
}

function credentialsText(profile: string, key: FakeAccessKey): string {
  const token = key.sessionToken === null ? '' : `aws_session_token = ${key.sessionToken}\n`
  return `[${profile}]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n${token}`
}
