import { afterEach, beforeEach, expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import type { PlanOptions } from '../../../src/shared/model/plan.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, bytes, defaultOptions, jobsIn, runPlan } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

let fake: KmsFake
let world: KmsWorld
let keyServices: VaultKeyServices
let doors: Extract<KeyRef, { service: 'aws' }>[]

beforeEach(async () => {
  fake = await startKmsFake()
  const { endpoint, region } = fake
  world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  const arns = ['one', 'two'].map((alias) => fake.createKey({ alias }).arn)
  const { id: connectionId } = await world.connect()
  doors = arns.map((keyArn) => ({ service: 'aws', connectionId, keyArn }))
  keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
})

afterEach(async () => {
  await world.close()
  await fake.stop()
})

const usesKey = new Set(['GenerateDataKey', 'Encrypt', 'Decrypt'])
const requests = (): number => fake.calls.filter(({ operation }) => usesKey.has(operation)).length

/** Runs what lies under these paths; the ends of the files, and how many calls the batch and the fake counted. */
async function counted(room: Room, paths: readonly string[], options: Partial<PlanOptions>) {
  const { jobs } = jobsIn(room, { keyServices })
  const plan = await jobs.plan(paths, { ...defaultOptions, doors, ...options })
  fake.calls.length = 0
  const rows = await runPlan(jobs, plan)
  const meter = jobs.snapshot().batches[0]?.kmsCalls
  await jobs.shutDown()
  return { phases: rows.map(({ phase }) => phase), meter, requests: requests() }
}

it('the meter counts what AWS KMS was asked, whatever was refused', async () => {
  using room = new Room()
  const source = room.write('a', bytes(100))
  const message = `${source}.encrypted`
  expect(await counted(room, [source], {})).toEqual({ phases: ['done'], meter: 4, requests: 4 })
  const [first, second] = doors
  fake.faults.add({ kind: 'deny', operation: 'Decrypt', ...(first && { keyArn: first.keyArn }) })
  const verify: Partial<PlanOptions> = { intent: 'verify', doors: [] }
  expect(await counted(room, [message], verify)).toEqual({ phases: ['done'], meter: 2, requests: 2 })
  fake.faults.add({ kind: 'deny', operation: 'Decrypt', ...(second && { keyArn: second.keyArn }) })
  expect(await counted(room, [message], verify)).toEqual({ phases: ['failed'], meter: 2, requests: 2 })
  fake.faults.clear()
  fake.faults.add({ kind: 'deny', operation: 'Encrypt' })
  expect(await counted(room, [source], {})).toEqual({ phases: ['failed'], meter: 2, requests: 2 })
})

it('the meter counts a call that was under way when its file was cancelled', async () => {
  using room = new Room()
  fake.faults.add({ kind: 'slow', ms: 5_000, operation: 'GenerateDataKey' })
  const { jobs } = jobsIn(room, { keyServices })
  const plan = await jobs.plan([room.write('a', 'a')], { ...defaultOptions, doors })
  const asked = Promise.withResolvers<void>()
  fake.onRequest = () => asked.resolve()
  const { batchId } = jobs.start(plan.id)
  await asked.promise
  jobs.cancel(batchId, null)
  await jobs.shutDown()
  expect(jobs.snapshot().batches).toMatchObject([{ cancelled: 1, kmsCalls: 1, dataKeys: 0 }])
})
