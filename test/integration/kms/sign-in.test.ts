import { afterEach, beforeEach, expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import { signInsOf } from '../../../src/main/doors/sign-ins-of.ts'
import type { Jobs } from '../../../src/main/jobs/batches/jobs.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import type { FakeAccessKey } from '../../fakes/kms/sigv4.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, defaultOptions, jobsIn, localDoor, runPlan, untilRows } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

let fake: KmsFake
let world: KmsWorld
let keyServices: VaultKeyServices
let door: Extract<KeyRef, { service: 'aws' }>
let session: FakeAccessKey

/** Temporary credentials of the fake, as a shared credentials file holds them. */
async function newSession(): Promise<FakeAccessKey> {
  const made = fake.addAccessKey({ sessionToken: `token-${crypto.randomUUID()}` })
  await world.writeCredentials(fake.credentialsFile('test', made))
  return made
}

beforeEach(async () => {
  fake = await startKmsFake()
  const { endpoint, region } = fake
  world = await openKmsWorld({ endpoint, region, credentials: '' })
  session = await newSession()
  const { arn: keyArn } = fake.createKey({ alias: 'one' })
  const { id: connectionId } = await world.connect()
  door = { service: 'aws', connectionId, keyArn }
  keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
})

afterEach(async () => {
  await world.close()
  await fake.stop()
})

function begin(room: Room): Jobs {
  return jobsIn(room, { keyServices, signIns: signInsOf(world.connections) }).jobs
}

const usesKey = new Set(['GenerateDataKey', 'Encrypt', 'Decrypt'])
const names = (count: number) => Array.from({ length: count }, (_, index) => `f${index}`)

it('200 files whose session ends in the middle are done once the credentials file has new ones', async () => {
  using room = new Room()
  const jobs = begin(room)
  const paths = names(200).map((name) => room.write(name, name))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: [door] })
  fake.calls.length = 0
  session.callsLeft = 151
  const { batchId } = jobs.start(plan.id)
  const batch = () => jobs.snapshot().batches.find(({ id }) => id === batchId)
  await untilRows(jobs, (rows) => {
    const running = rows.some(({ phase }) => phase !== 'waiting' && phase !== 'done')
    return batch()?.waitingFor !== null && !running
  })
  const { waitingFor, done = 0, failed } = batch() ?? {}
  expect(failed).toBe(0)
  expect(waitingFor).toEqual({
    connectionId: door.connectionId,
    connectionName: 'test',
    code: 'KMS_CREDENTIALS_EXPIRED',
    files: 200 - done,
  })
  const answered = fake.calls.filter(({ operation, error }) => usesKey.has(operation) && error === null)
  expect(answered).toHaveLength(151)
  // The config files are watched: nobody has to say that there are new credentials.
  await newSession()
  await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
  expect(batch()).toMatchObject({ state: 'finished', done: 200, failed: 0, waitingFor: null })
  expect(room.names().filter((name) => name.endsWith('.encrypted'))).toHaveLength(200)
  const good = fake.calls.filter(({ operation, error }) => usesKey.has(operation) && error === null)
  const abandoned = good.filter(({ operation }) => operation === 'GenerateDataKey').length - 200
  // Each file is wrapped once and read back once; a message whose reading back was refused is begun anew.
  expect(good.filter(({ operation }) => operation === 'Decrypt')).toHaveLength(200)
  expect(abandoned).toBeGreaterThanOrEqual(0)
  expect(abandoned).toBeLessThanOrEqual(64)
  await jobs.shutDown()
}, 60_000)

it('files under a key of this computer go on while others wait', async () => {
  using room = new Room()
  const jobs = begin(room)
  session.expired = true
  const waits = jobs.start((await jobs.plan([room.write('a', 'a')], { ...defaultOptions, doors: [door] })).id)
  const batch = () => jobs.snapshot().batches.find(({ id }) => id === waits.batchId)
  await untilRows(jobs, () => batch()?.waitingFor !== null)
  const local = await jobs.plan([room.write('b', 'b')], { ...defaultOptions, doors: [localDoor] })
  await runPlan(jobs, local)
  expect(batch()).toMatchObject({ done: 0, failed: 0, waitingFor: { files: 1 } })
  // Still the same session: trying again is in vain, and the file waits on.
  jobs.tryAgain(waits.batchId)
  await untilRows(jobs, () => batch()?.waitingFor !== null)
  await newSession()
  await untilRows(jobs, () => batch()?.state === 'finished')
  expect(batch()).toMatchObject({ done: 1 })
  await jobs.shutDown()
}, 60_000)

it('a message that only AWS KMS opens waits too, and is opened then', async () => {
  using room = new Room()
  const jobs = begin(room)
  const options = { ...defaultOptions, doors: [door] }
  await runPlan(jobs, await jobs.plan([room.write('a', 'secret')], options))
  const plan = await jobs.plan([room.path('a.encrypted')], defaultOptions)
  session.expired = true
  const ended = runPlan(jobs, plan)
  await untilRows(jobs, () => jobs.snapshot().batches.some(({ waitingFor }) => waitingFor !== null))
  await newSession()
  expect(await ended).toMatchObject([{ phase: 'done' }])
  await jobs.shutDown()
}, 60_000)

it('credentials that are gone are waited for where there were some, and not where there never were', async () => {
  using room = new Room()
  const jobs = begin(room)
  await world.writeCredentials('')
  const { id: never } = await world.connect({ name: 'never' })
  const wrong = await jobs.plan([room.write('b', 'b')], {
    ...defaultOptions,
    doors: [{ ...door, connectionId: never }],
  })
  expect(await runPlan(jobs, wrong)).toMatchObject([{ phase: 'failed' }])
  // The credentials in use are let go, as when the config files change.
  const opened = await world.connections.opened(door.connectionId)
  opened.renewCredentials()
  const plan = await jobs.plan([room.write('a', 'a')], { ...defaultOptions, doors: [door] })
  const { batchId } = jobs.start(plan.id)
  const batch = () => jobs.snapshot().batches.find(({ id }) => id === batchId)
  await untilRows(jobs, () => batch()?.waitingFor !== null)
  expect(batch()?.waitingFor?.code).toBe('KMS_CREDENTIALS_MISSING')
  await newSession()
  await untilRows(jobs, () => batch()?.state === 'finished')
  expect(batch()).toMatchObject({ done: 1, failed: 0 })
  await jobs.shutDown()
}, 60_000)
