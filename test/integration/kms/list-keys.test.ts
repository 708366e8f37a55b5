import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { followUnsettled } from '../../../src/main/key-admin/reading/follow-unsettled.ts'
import { keysInFlight } from '../../../src/main/keys/aws-kms/listing/read-keys.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { kmsServers } from './kms-servers.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

describe('the list of keys', () => {
  let fake: KmsFake
  let world: KmsWorld

  beforeEach(async () => {
    fake = await startKmsFake()
    const { endpoint, region } = fake
    world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  })
  afterEach(async () => {
    await world.close()
    await fake.stop()
  })

  it('shows what KMS knows of a key', async () => {
    const key = fake.createKey({
      aliases: ['media-masters', 'archive'],
      description: 'Masters',
      multiRegion: true,
      tags: { team: 'post' },
    })
    const connection = await world.connect()
    expect(connection).toMatchObject({
      accounts: [fake.account],
      status: { state: 'read', keyCount: 1, denied: [], readAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    })
    expect(await world.connections.rows()).toEqual([
      {
        ref: { service: 'aws', connectionId: connection.id, keyArn: key.arn },
        alias: 'archive',
        aliases: ['archive', 'media-masters'],
        moreAliases: 1,
        keyId: key.id,
        arn: key.arn,
        region: 'eu-central-1',
        description: 'Masters',
        state: 'Enabled',
        spec: 'SYMMETRIC_DEFAULT',
        usage: 'ENCRYPT_DECRYPT',
        origin: 'AWS_KMS',
        manager: 'CUSTOMER',
        multiRegion: true,
        multiRegionRole: 'PRIMARY',
        customKeyStoreId: null,
        createdAt: key.createdAt.toISOString(),
        deletionDate: null,
        validTo: null,
        keyMaterialId: key.materials[0]?.id,
        tags: { team: 'post' },
        rotation: {
          automatic: false,
          periodDays: null,
          nextAt: null,
          lastAt: null,
          materials: null,
          onDemand: null,
        },
        denied: [],
        readAt: expect.stringMatching(/^\d{4}-.*Z$/),
        canEncrypt: true,
      },
    ])
  })

  it('offers only enabled symmetric keys of the customer to encrypt to', async () => {
    fake.createKey({ alias: 'good' })
    fake.createKey({ alias: 'disabled', state: 'Disabled' })
    fake.createKey({ alias: 'leaving', state: 'PendingDeletion' })
    fake.createKey({ alias: 'pair', spec: 'RSA_2048' })
    fake.createKey({ alias: 'mac', spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    fake.createKey({ alias: 'aws/s3', manager: 'AWS' })
    fake.reserveAlias('alias/aws/ebs')
    await world.connect()
    const rows = await world.connections.rows()
    expect(rows.length).toBe(6)
    expect(rows.filter((row) => row.canEncrypt).map((row) => row.alias)).toEqual(['good'])
    expect(rows.find((row) => row.alias === 'aws/s3')?.manager).toBe('AWS')
  })

  it('reads every page, and never more than its share of keys at once', async () => {
    for (let count = 0; count < 2_345; count += 1) fake.createKey({ alias: `key-${count}` })
    let inFlight = 0
    let most = 0
    fake.onRequest = (step) => {
      inFlight += step === 'begin' ? 1 : -1
      most = Math.max(most, inFlight)
    }
    const { status } = await world.connect()
    expect(status).toMatchObject({ state: 'read', keyCount: 2_345 })
    const rows = await world.connections.rows()
    expect(new Set(rows.map((row) => row.alias)).size).toBe(2_345)
    const count = (operation: string) => fake.calls.filter((call) => call.operation === operation).length
    expect([count('ListKeys'), count('ListAliases'), count('DescribeKey')]).toEqual([3, 24, 2_345])
    // Rotation and tags of a key are asked for together.
    expect(most).toBeLessThanOrEqual(2 * keysInFlight)
    expect(fake.meter.overQuota()).toEqual([])
  })

  it('a denied ListAliases leaves gaps everywhere and is named, a denied key is a gap in its row', async () => {
    const key = fake.createKey({ alias: 'one' })
    fake.createKey({ alias: 'two' })
    fake.faults.add({ kind: 'deny', operation: 'ListAliases' })
    fake.faults.add({ kind: 'deny', operation: 'DescribeKey', keyArn: key.arn })
    const { status } = await world.connect()
    expect(status).toMatchObject({ keyCount: 2, denied: ['kms:ListAliases'] })
    const rows = await world.connections.rows()
    expect(rows.map((row) => row.alias)).toEqual([null, null])
    expect(rows.map((row) => row.state).toSorted()).toEqual(['Enabled', null])
    const gap = rows.find((row) => row.state === null)
    expect([gap?.arn, gap?.denied]).toEqual([key.arn, ['kms:DescribeKey', 'kms:ListAliases']])
    // Credentials that may use a key are often not allowed to describe it.
    expect(rows.every((row) => row.canEncrypt)).toBe(true)
  })

  it('a denied ListKeys fails the reading with its action; keys read before stay', async () => {
    fake.createKey({ alias: 'one' })
    const { id } = await world.connect()
    fake.faults.add({ kind: 'deny', operation: 'ListKeys' })
    await world.connections.readAll()
    const [connection] = await world.connections.list()
    expect(connection).toMatchObject({
      id,
      status: { state: 'failed', problem: { code: 'KMS_ACCESS_DENIED', facts: { action: 'kms:ListKeys' } } },
    })
    expect((await world.connections.rows()).length).toBe(1)
  })

  it('a key that is deleted while it is listed is left out', async () => {
    const key = fake.createKey({ alias: 'one' })
    fake.createKey({ alias: 'two' })
    fake.faults.add({ kind: 'error', error: 'NotFoundException', operation: 'DescribeKey', times: 1 })
    await world.connect()
    expect((await world.connections.rows()).map((row) => row.arn)).not.toContain(key.arn)
  })

  it('says how fast AWS still lets it go while it is slowed down', async () => {
    for (let count = 0; count < 200; count += 1) fake.createKey()
    fake.faults.add({ kind: 'error', error: 'ThrottlingException', operation: 'ListResourceTags', times: 30 })
    const paces = new Set<number>()
    world.connections.onChange(async () => {
      const [connection] = await world.connections.list()
      if (connection?.status.state === 'reading') paces.add(connection.status.slowedTo ?? 0)
    })
    const { status } = await world.connect()
    expect(status).toMatchObject({ state: 'read', keyCount: 200, denied: [] })
    expect(Math.max(...paces)).toBeGreaterThan(0)
    expect(Math.max(...paces)).toBeLessThan(1_000)
  })

  it('a key that is still being made is read again until it is there', async () => {
    const key = fake.createKey({ alias: 'replica', state: 'Creating' })
    const stop = followUnsettled(world.connections, (run) => void setTimeout(run, 20))
    await world.connect()
    expect((await world.connections.rows())[0]?.state).toBe('Creating')
    key.state = 'Enabled'
    while ((await world.connections.rows())[0]?.state !== 'Enabled') {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    stop()
    const asked = fake.calls.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(fake.calls.length).toBe(asked)
  })

  it('removing a connection stops its reading', async () => {
    fake.createKey()
    fake.faults.add({ kind: 'slow', ms: 9_000 })
    const { id } = await world.connections.save(null, {
      name: 'slow',
      credentials: { from: 'profile', profile: 'test' },
      regions: [fake.region],
      roles: [],
      stsEndpoint: null,
      signInEndpoint: null,
      endpoint: fake.endpoint,
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const started = performance.now()
    const reading = world.connections.readAll()
    await world.connections.remove(id)
    await reading
    expect(performance.now() - started).toBeLessThan(8_000)
    expect(await world.connections.list()).toEqual([])
  })

  it('a server that is not there is unreachable, in words and within the budget', async () => {
    await fake.stop()
    const { status } = await world.connect()
    expect(status).toMatchObject({ state: 'failed', problem: { code: 'KMS_UNREACHABLE' } })
    fake = await startKmsFake()
  })
})

describe.each(kmsServers.slice(1))('the list of keys of %s', (_name, start) => {
  const started = start()
  afterAll(async () => {
    const server = await started
    if ('stop' in server) await server.stop()
  })
  beforeAll(() => started)

  it('has the key that was made, by its alias', async (test) => {
    const server = await started
    if ('absent' in server) return test.skip(server.absent)
    const keyArn = await server.createKey('listed')
    const world = await openKmsWorld(server)
    const { status } = await world.connect()
    expect(status.state).toBe('read')
    const row = (await world.connections.rows()).find(({ alias }) => alias === 'listed')
    expect(row).toMatchObject({ arn: keyArn, state: 'Enabled', canEncrypt: true })
    await world.close()
  })
})
