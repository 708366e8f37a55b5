import fs from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { PlanOptions } from '../../../src/shared/model/plan.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, bytes, defaultOptions, jobsIn, runPlan } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

let fake: KmsFake
let world: KmsWorld
let keyServices: VaultKeyServices
let connectionId: string

beforeEach(async () => {
  fake = await startKmsFake()
  const { endpoint, region } = fake
  world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  fake.createKey({ alias: 'first' })
  connectionId = (await world.connect()).id
  keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
})

afterEach(async () => {
  await world.close()
  await fake.stop()
})

const usesKey = new Set(['GenerateDataKey', 'Encrypt', 'Decrypt'])
const names = ['a', 'b', 'c']

/** Runs a plan of what lies in `top` and compares what it foretold with what AWS KMS was asked. */
async function foretoldAndAsked(room: Room, options: Partial<PlanOptions>) {
  const { jobs } = jobsIn(room, { keyServices })
  const plan = await jobs.plan([room.path('top')], { ...defaultOptions, ...options })
  fake.calls.length = 0
  const rows = await runPlan(jobs, plan)
  expect(rows.map(({ problem }) => problem)).toEqual(plan.items.map(() => null))
  const asked = fake.calls.filter(({ operation }) => usesKey.has(operation)).length
  const counted = jobs.snapshot().batches[0]?.kmsCalls
  await jobs.shutDown()
  return { foretold: plan.kmsCalls, asked, counted }
}

it('AWS KMS is asked as often as the plan says: encrypting, verifying, moving, with one data key', async () => {
  using room = new Room()
  for (const name of names) room.write(`top/${name}`, bytes(100))
  const keys = [fake.createKey({ alias: 'second' }), fake.createKey({ alias: 'third' })]
  const doors = keys.map(({ arn }) => ({ service: 'aws', connectionId, keyArn: arn }) as const)
  const encrypted = await foretoldAndAsked(room, { doors })
  expect(encrypted).toEqual({ foretold: 12, asked: 12, counted: 12 })
  for (const name of names) fs.rmSync(room.path(`top/${name}`))
  expect(await foretoldAndAsked(room, { intent: 'verify' })).toEqual({ foretold: 3, asked: 3, counted: 3 })
  const move = { intent: 'move', doors, output: 'beside' } as const
  const moved = await foretoldAndAsked(room, { ...move, doors, verify: false })
  expect(moved).toEqual({ foretold: 9, asked: 9, counted: 9 })
  for (const name of names) fs.rmSync(room.path(`top/${name} (2).encrypted`))
  const reused = await foretoldAndAsked(room, { ...move, doors, reuseDataKey: true })
  expect(reused).toEqual({ foretold: 7, asked: 7, counted: 7 })
})
