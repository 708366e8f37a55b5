import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Connections } from '../../../../src/main/credentials/connections.ts'
import {
  storedConnections,
  type ConnectionStorage,
  type StoredConnections,
} from '../../../../src/main/credentials/stored-connections.ts'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import type { ConnectionDraft } from '../../../../src/shared/model/connection.ts'
import { MemoryKeyCache } from '../../../support/memory-key-cache.ts'
import { KeystoreDouble } from '../doors/support/keystore-double.ts'
import { rejection } from '../keyrings/support/doors.ts'

const draft: ConnectionDraft = {
  name: 'Studio',
  credentials: { from: 'profile', profile: 'no-such-profile' },
  regions: ['eu-central-1'],
  roles: [],
  stsEndpoint: null,
  signInEndpoint: null,
  endpoint: null,
}
const account = '111122223333'
const keyArn = `arn:aws:kms:eu-central-1:${account}:key/a` as KeyArn

class MemoryStorage implements ConnectionStorage {
  document: StoredConnections | undefined
  reads = 0
  failure: Error | null = null

  async read(): Promise<StoredConnections | undefined> {
    this.reads += 1
    if (this.failure !== null) throw this.failure
    return this.document
  }

  async write(document: StoredConnections): Promise<void> {
    if (this.failure !== null) throw this.failure
    this.document = structuredClone(document)
  }
}

describe('the connections of a profile', () => {
  let storage: MemoryStorage
  let keeper: KeystoreDouble
  let connections: Connections

  /** No profile exists here, so that reading keys fails before anything is sent. */
  const open = () =>
    new Connections({
      storage,
      environment: { AWS_CONFIG_FILE: '/nonexistent/a', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/b' },
      now: () => new Date(0),
      newId: () => crypto.randomUUID(),
      cache: new MemoryKeyCache(),
      keeper,
      openPage: async () => undefined,
    })

  beforeEach(() => {
    storage = new MemoryStorage()
    keeper = new KeystoreDouble()
    connections = open()
  })
  afterEach(() => connections.close())

  it('cost nothing until they are used', () => {
    expect(storage.reads).toBe(0)
  })

  it('are kept in a document of the schema, and are there again after a start', async () => {
    const saved = await connections.save(null, draft)
    expect(saved).toMatchObject({ ...draft, accounts: [] })
    expect(storedConnections.parse(storage.document).connections).toEqual([
      { id: saved.id, ...draft, accounts: [] },
    ])
    expect(await open().list()).toEqual([
      {
        id: saved.id,
        ...draft,
        accounts: [],
        status: { state: 'notRead' },
        regionStatus: [{ region: 'eu-central-1', status: { state: 'notRead' } }],
        identity: null,
        signIn: { state: 'none' },
        sessionEndsAt: null,
        rotationProgress: null,
        offline: false,
      },
    ])
  })

  it('hold the name of a profile and nothing secret', async () => {
    await connections.save(null, { ...draft, credentials: { from: 'environment' } })
    expect(Object.keys(storage.document?.connections[0] ?? {}).toSorted()).toEqual([
      'accounts',
      'credentials',
      'endpoint',
      'id',
      'name',
      'regions',
      'roles',
      'signInEndpoint',
      'stsEndpoint',
    ])
  })

  it('are not kept with an endpoint that is neither encrypted nor here', async () => {
    const plain = { ...draft, endpoint: 'http://kms.example.com' }
    expect(await rejection(connections.save(null, plain))).toBe('INVALID_REQUEST')
    expect(storage.document).toBeUndefined()
  })

  it('reading keys without credentials fails in words, and the listeners are told', async () => {
    let told = 0
    connections.onChange(() => (told += 1))
    await connections.save(null, draft)
    await connections.readAll()
    const [connection] = await connections.list()
    expect(connection?.status).toMatchObject({
      state: 'failed',
      problem: { code: 'KMS_CREDENTIALS_MISSING' },
    })
    expect(told).toBeGreaterThanOrEqual(3)
  })

  it('a listener that left is told nothing more', async () => {
    let told = 0
    connections.onChange(() => (told += 1))()
    await connections.save(null, draft)
    expect(told).toBe(0)
  })

  it('a change keeps the id, and the accounts only where it reaches the same ones', async () => {
    const { id } = await connections.save(null, draft)
    await connections.allowAccount(id, account)
    const renamed = await connections.save(id, { ...draft, name: 'Renamed' })
    expect(renamed).toMatchObject({ id, name: 'Renamed', accounts: [account] })
    const wider = await connections.save(id, { ...draft, regions: ['eu-central-1', 'us-east-1'] })
    expect(wider).toMatchObject({ id, accounts: [account] })
    const moved = await connections.save(id, { ...draft, credentials: { from: 'environment' } })
    expect(moved).toMatchObject({ id, accounts: [] })
    expect((await connections.list()).length).toBe(1)
  })

  it('one that is gone is said to be gone', async () => {
    const { id } = await connections.save(null, draft)
    await connections.remove(id)
    expect(storage.document?.connections).toEqual([])
    expect(await rejection(connections.remove(id))).toBe('CONNECTION_NOT_FOUND')
    expect(await rejection(connections.save(id, draft))).toBe('CONNECTION_NOT_FOUND')
    expect(await rejection(connections.allowAccount(id, account))).toBe('CONNECTION_NOT_FOUND')
  })

  it('two changes at once are both kept', async () => {
    await Promise.all([connections.save(null, draft), connections.save(null, { ...draft, name: 'Second' })])
    expect(storage.document?.connections.map(({ name }) => name).toSorted()).toEqual(['Second', 'Studio'])
  })

  it('a change that could not be written is not seen, and the next one is', async () => {
    await connections.save(null, draft)
    storage.failure = new Error('disk full')
    await expect(connections.save(null, { ...draft, name: 'Second' })).rejects.toThrow('disk full')
    storage.failure = null
    expect((await connections.list()).map(({ name }) => name)).toEqual(['Studio'])
    await connections.save(null, { ...draft, name: 'Third' })
    expect((await connections.list()).map(({ name }) => name)).toEqual(['Studio', 'Third'])
  })

  it('one too many is refused, so that the document can still be read', async () => {
    const full = Array.from({ length: 100 }, () => ({ id: crypto.randomUUID(), ...draft, accounts: [] }))
    storage.document = { version: 2, connections: full }
    expect(await rejection(connections.save(null, draft))).toBe('INVALID_REQUEST')
    expect(storedConnections.parse(storage.document).connections).toHaveLength(100)
    expect(await connections.list()).toHaveLength(100)
  })

  it('an account that could not be written down is, when the person allows it again', async () => {
    const { id } = await connections.save(null, draft)
    await connections.readAll()
    storage.failure = new Error('disk full')
    await expect(connections.allowAccount(id, account)).rejects.toThrow('disk full')
    storage.failure = null
    await connections.allowAccount(id, account)
    expect(storage.document?.connections[0]?.accounts).toEqual([account])
  })

  it('a document that could not be read is read again by the next call', async () => {
    storage.failure = new Error('not now')
    await expect(connections.list()).rejects.toThrow('not now')
    storage.failure = null
    expect(await connections.list()).toEqual([])
  })

  describe('the ways to a key', () => {
    it('there is none before its account was learned or allowed', async () => {
      const { id } = await connections.save(null, draft)
      expect(await connections.waysTo(keyArn)).toEqual([])
      await connections.allowAccount(id, account)
      expect(await connections.waysTo(keyArn)).toMatchObject([{ connection: { id }, keyArn }])
    })

    it('its own Region goes before a replica’s', async () => {
      const replica = await connections.save(null, { ...draft, regions: ['us-east-1'] })
      const own = await connections.save(null, draft)
      for (const { id } of [replica, own]) await connections.allowAccount(id, account)
      const ways = await connections.waysTo(`arn:aws:kms:eu-central-1:${account}:key/mrk-1` as KeyArn)
      expect(ways.map((way) => [way.connection.id, way.keyArn])).toEqual([
        [own.id, `arn:aws:kms:eu-central-1:${account}:key/mrk-1`],
        [replica.id, `arn:aws:kms:us-east-1:${account}:key/mrk-1`],
      ])
    })
  })
})
