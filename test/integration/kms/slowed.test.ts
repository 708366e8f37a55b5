import { afterEach, beforeEach, expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, defaultOptions, jobsIn, untilRows } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

let fake: KmsFake
let world: KmsWorld
let door: KeyRef
let keyServices: VaultKeyServices

beforeEach(async () => {
  fake = await startKmsFake()
  const { endpoint, region } = fake
  world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  const { arn: keyArn } = fake.createKey({ alias: 'one' })
  const { id: connectionId } = await world.connect()
  door = { service: 'aws', connectionId, keyArn }
  keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
})

afterEach(async () => {
  await world.close()
  await fake.stop()
})

it('a batch that AWS KMS slows down says at what pace it goes on, and every file of it is done', async () => {
  using room = new Room()
  const { jobs } = jobsIn(room, { keyServices })
  const paths = Array.from({ length: 60 }, (_, index) => room.write(`f${index}`, 'x'))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: [door] })
  fake.faults.add({ kind: 'error', error: 'ThrottlingException', operation: 'GenerateDataKey', times: 3 })
  jobs.start(plan.id)
  const batch = () => jobs.snapshot().batches[0]
  expect(batch()?.slowedTo).toBe(null)
  await untilRows(jobs, () => batch()?.slowedTo !== null)
  expect(batch()?.slowedTo).toBeGreaterThan(0)
  await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
  expect(batch()).toMatchObject({ done: 60, failed: 0, slowedTo: null })
  await jobs.shutDown()
})
