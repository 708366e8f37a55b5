import fs from 'node:fs'
import { expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import { DataKeyCache } from '../../../src/main/keyrings/data-key-cache.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import type { PlanOptions } from '../../../src/shared/model/plan.ts'
import { startKmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { heldEngine } from '../../support/held-engine.ts'
import { Room, defaultOptions, jobsIn, runPlan, untilRows } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld } from './kms-world.ts'

/** Key services over the fake, with three KMS keys, and the calls that the fake saw for data keys. */
async function openVault() {
  const fake = await startKmsFake()
  const world = await openKmsWorld({
    endpoint: fake.endpoint,
    region: fake.region,
    credentials: fake.credentialsFile('test'),
  })
  const arns = ['one', 'two', 'three'].map((alias) => fake.createKey({ alias }).arn)
  const { id: connectionId } = await world.connect()
  const keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
  const doors = arns.map((keyArn): KeyRef => ({ service: 'aws', connectionId, keyArn }))
  return {
    fake,
    keyServices,
    doors,
    calls: () =>
      fake.calls.filter(({ operation }) => ['GenerateDataKey', 'Encrypt', 'Decrypt'].includes(operation))
        .length,
    [Symbol.asyncDispose]: async () => {
      await world.close()
      await fake.stop()
    },
  }
}

it('10,000 messages under three KMS keys, each read back through all, take 12 calls: at most 20', async () => {
  await using vault = await openVault()
  const { keyServices, doors } = vault
  const cache = new DataKeyCache()
  const context = new Map([['project', 'rushes']])
  const message = async (): Promise<string> => {
    const use = { doors: 'all', bytes: 4096 }
    const wrapping = cache.keyring(await keyServices.keyringFor(doors), use)
    const { dataKey, encryptedDataKeys } = await wrapping.wrap({ context, dataKeyLength: 32 })
    const keys = [dataKey]
    for (const [index, keyring] of (await keyServices.verifyingKeyrings(doors)).entries()) {
      const opening = cache.keyring(keyring, { ...use, doors: `door ${index}` })
      const opened = await opening.unwrap({ context, dataKeyLength: 32, encryptedDataKeys })
      if (opened.opened) keys.push(opened.dataKey)
    }
    const bytes = keys.map((key) => key.use((each) => Buffer.from(each).toString('hex')))
    for (const key of keys) key.wipe()
    expect(bytes).toHaveLength(4)
    expect(new Set(bytes).size).toBe(1)
    return bytes[0] ?? ''
  }
  const used = new Set<string>()
  for (let round = 0; round < 10_000 / 64; round++) {
    const count = Math.min(64, 10_000 - round * 64)
    for (const key of await Promise.all(Array.from({ length: count }, message))) used.add(key)
  }
  expect(used.size).toBe(2)
  expect(vault.calls()).toBe(12)
}, 120_000)

it('500 files of one batch with one data key open again, and the plan, the batch and KMS agree on the calls', async () => {
  await using vault = await openVault()
  using room = new Room()
  const { jobs } = jobsIn(room, { keyServices: vault.keyServices })
  const paths = Array.from({ length: 500 }, (_, index) => room.write(`in/${index}`, `content ${index}`))
  const options: PlanOptions = { ...defaultOptions, doors: vault.doors.slice(0, 2), reuseDataKey: true }
  const plan = await jobs.plan(paths, options)
  const rows = await runPlan(jobs, plan)
  expect(
    rows.every(({ phase, verified, dataKeyReused }) => phase === 'done' && verified && dataKeyReused),
  ).toBe(true)
  expect(vault.calls()).toBe(4)
  expect(plan.kmsCallsIfReused).toBe(4)
  expect(jobs.snapshot().batches).toMatchObject([{ keyCalls: 4, kmsCalls: 4, dataKeys: 1 }])
  for (const file of paths) fs.rmSync(file)
  const opening = { ...options, doors: [] }
  const opened = await runPlan(
    jobs,
    await jobs.plan(
      paths.map((file) => `${file}.encrypted`),
      opening,
    ),
  )
  expect(opened.every(({ phase }) => phase === 'done')).toBe(true)
  for (const [index, file] of paths.entries()) expect(fs.readFileSync(file, 'utf8')).toBe(`content ${index}`)
  expect(vault.calls()).toBe(5)
  await jobs.shutDown()
}, 60_000)

it('without reuse every file has its own data key', async () => {
  await using vault = await openVault()
  using room = new Room()
  const { jobs } = jobsIn(room, { keyServices: vault.keyServices })
  const paths = Array.from({ length: 40 }, (_, index) => room.write(`${index}`, 'x'))
  const [first] = vault.doors
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: first === undefined ? [] : [first] })
  await runPlan(jobs, plan)
  expect([vault.calls(), plan.kmsCalls]).toEqual([80, 80])
  expect(jobs.snapshot().batches).toMatchObject([{ kmsCalls: 80, keyCalls: 80, dataKeys: 40 }])
  expect(jobs.snapshot().rows.some(({ dataKeyReused }) => dataKeyReused)).toBe(false)
  await jobs.shutDown()
}, 60_000)

const large = Buffer.alloc(16 * 1024 * 1024)

it('calls run ahead of the workers: more data keys of large files than passes begun', async () => {
  await using vault = await openVault()
  using room = new Room()
  const held = heldEngine()
  const { jobs } = jobsIn(room, { keyServices: vault.keyServices, engine: held.engine, parallel: 1 })
  const paths = Array.from({ length: 5 }, (_, index) => room.write(`${index}`, large))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: vault.doors.slice(0, 1), verify: false })
  jobs.start(plan.id)
  await untilRows(jobs, () => held.running === 1 && vault.calls() === 3)
  expect(held.most).toBe(1)
  held.letGo()
  await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
  expect([vault.calls(), plan.kmsCalls]).toEqual([5, 5])
  expect(jobs.snapshot().batches).toMatchObject([{ kmsCalls: 5, dataKeys: 5 }])
  await jobs.shutDown()
}, 60_000)

it('a connection never has more than sixteen calls under way', async () => {
  await using vault = await openVault()
  using room = new Room()
  const { jobs } = jobsIn(room, { keyServices: vault.keyServices })
  const paths = Array.from({ length: 64 }, (_, index) => room.write(`${index}`, 'x'))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: vault.doors.slice(0, 1), verify: false })
  vault.fake.faults.add({ kind: 'slow', ms: 300 })
  let [underWay, most] = [0, 0]
  vault.fake.onRequest = (step) => {
    underWay += step === 'begin' ? 1 : -1
    most = Math.max(most, underWay)
  }
  const rows = await runPlan(jobs, plan)
  expect(rows.every(({ phase }) => phase === 'done')).toBe(true)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(16)
  await jobs.shutDown()
}, 60_000)
