import fs from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { Connection } from '../../../src/shared/model/connection.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, bytes, defaultOptions, jobsIn, run, runPlan } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

const [home, away] = ['eu-central-1', 'us-east-1']

/** Two Regions, each a server of its own, and a vault with a connection to one or both of them. */
describe('a multi-Region key', () => {
  let here: KmsFake
  let there: KmsFake
  let key: FakeKey
  let world: KmsWorld
  let keyServices: VaultKeyServices
  let connection: Connection

  beforeEach(async () => {
    here = await startKmsFake({ region: home })
    there = await startKmsFake({ region: away })
    key = here.createKey({ alias: 'media', multiRegion: true })
    const credentials = here.credentialsFile('test') + there.credentialsFile('away')
    const limits = { maxAttempts: 2, connectionTimeout: 500 }
    world = await openKmsWorld({ endpoint: here.endpoint, region: home, credentials, limits })
    connection = await world.connect()
    keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
  })

  afterEach(async () => {
    await world.close()
    await Promise.all([here.stop().catch(() => {}), there.stop()])
  })

  const connectAway = () =>
    world.connect({
      name: 'away',
      credentials: { from: 'profile', profile: 'away' },
      regions: [away],
      endpoint: there.endpoint,
    })

  const encrypt = async (room: Room) => {
    const content = bytes(5000)
    const doors = [{ service: 'aws', connectionId: connection.id, keyArn: key.arn } as const]
    const { jobs } = jobsIn(room, { keyServices })
    const [row] = await run(jobs, [room.write('a.bin', content)], { doors })
    expect(row).toMatchObject({ phase: 'done', problem: null })
    fs.rmSync(room.path('a.bin'))
    return content
  }

  const open = async (room: Room) => {
    const { jobs } = jobsIn(room, { keyServices })
    const plan = await jobs.plan([room.path('a.bin.encrypted')], defaultOptions)
    const [item] = plan.items
    if (item?.problem !== null) return { problem: item?.problem, doors: item?.doors }
    const [row] = await runPlan(jobs, plan)
    return { problem: row?.problem, doors: row?.doors }
  }

  it('F-77 opens in another Region of a connection when its own cannot be reached', async () => {
    using room = new Room()
    there.replicate(key, away)
    await connectAway()
    const content = await encrypt(room)
    await here.stop()
    expect(await open(room)).toMatchObject({ problem: null, doors: [{ arn: key.arn, known: true }] })
    expect(fs.readFileSync(room.path('a.bin'))).toEqual(content)
    expect(there.calls.filter(({ operation }) => operation === 'Decrypt')).toHaveLength(1)
  })

  it('F-77 is asked for in its own Region first', async () => {
    using room = new Room()
    there.replicate(key, away)
    await connectAway()
    await encrypt(room)
    expect(await open(room)).toMatchObject({ problem: null })
    expect(there.calls.filter(({ operation }) => operation === 'Decrypt')).toEqual([])
  })

  it('opens by its replica alone where no connection has its own Region', async () => {
    using room = new Room()
    there.replicate(key, away)
    const content = await encrypt(room)
    await connectAway()
    await world.connections.remove(connection.id)
    here.calls.length = 0
    expect(await open(room)).toMatchObject({ problem: null })
    expect(fs.readFileSync(room.path('a.bin'))).toEqual(content)
    expect(here.calls).toEqual([])
  })

  it('opens by its replica where the key of its own Region is disabled', async () => {
    using room = new Room()
    there.replicate(key, away)
    await connectAway()
    await encrypt(room)
    key.state = 'Disabled'
    expect(await open(room)).toMatchObject({ problem: null })
  })

  it('does not open elsewhere where it has no replica: the first Region’s error is told', async () => {
    using room = new Room()
    there.createKey({ alias: 'other' })
    await connectAway()
    await encrypt(room)
    await here.stop()
    expect(await open(room)).toMatchObject({ problem: { code: 'KMS_UNREACHABLE' } })
  })

  it('is asked for in no Region that no connection has, and by no account that is not allowed', async () => {
    using room = new Room()
    there.replicate(key, away)
    await encrypt(room)
    await here.stop()
    expect(await open(room)).toMatchObject({ problem: { code: 'KMS_UNREACHABLE' } })
    expect(there.calls).toEqual([])
    await world.connections.remove(connection.id)
    there.calls.length = 0
    expect(await open(room)).toMatchObject({ problem: { code: 'KMS_ACCOUNT_UNKNOWN' } })
    expect(there.calls).toEqual([])
  })

  it('of one Region is never asked for in another', async () => {
    using room = new Room()
    key = here.createKey({ alias: 'single' })
    there.createKey({ alias: 'other' })
    await connectAway()
    await encrypt(room)
    await here.stop()
    there.calls.length = 0
    expect(await open(room)).toMatchObject({ problem: { code: 'KMS_UNREACHABLE' } })
    expect(there.calls).toEqual([])
  })
})
