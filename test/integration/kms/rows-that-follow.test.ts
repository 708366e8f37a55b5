import { afterEach, beforeEach, expect, it } from 'vitest'
import { createKeyReading } from '../../../src/main/key-admin/reading/create-key-reading.ts'
import { Refusals } from '../../../src/main/key-admin/reading/refusals.ts'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { AwsKeyRef } from '../../../src/shared/model/key.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { MemoryKeyCache } from '../../support/memory-key-cache.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

let fake: KmsFake
let world: KmsWorld
let key: FakeKey
let ref: AwsKeyRef

const now = (): Date => new Date()
const shown = async () => (await world.connections.rows()).find(({ arn }) => arn === key.arn) ?? null

beforeEach(async () => {
  fake = await startKmsFake({ region: 'eu-central-1' })
  key = fake.createKey({
    alias: 'payroll',
    rotations: [
      { at: new Date('2025-05-01'), type: 'ON_DEMAND' },
      { at: new Date('2026-05-01'), type: 'AUTOMATIC' },
    ],
  })
  const { endpoint, region } = fake
  world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  const { id } = await world.connect()
  ref = { service: 'aws', connectionId: id, keyArn: key.arn }
})
afterEach(async () => {
  await world.close()
  await fake.stop()
})

it.each([
  ['disabled', 'Disabled'],
  ['pending deletion', 'PendingDeletion'],
] as const)('a row shows its key as %s once a file could not use it', async (_state, state) => {
  expect((await shown())?.state).toBe('Enabled')
  key.state = state
  const services = new VaultKeyServices({
    keystore: new KeystoreDouble(),
    connections: world.connections,
  })
  const context = new Map<string, string>()
  const use = {
    connectionId: ref.connectionId,
    keyArn: ref.keyArn,
    use: 'GenerateDataKey',
    context,
  } as const
  expect((await services.checkUse(use)).problem).not.toBeNull()
  await expect.poll(async () => (await shown())?.state).toBe(state)
})

it("a row shows the rotations that a key's page has read", async () => {
  expect((await shown())?.rotation).toMatchObject({ materials: null, lastAt: null, onDemand: null })
  const reading = createKeyReading({
    sessions: world.connections,
    cache: new MemoryKeyCache(),
    now,
    refusals: new Refusals(now),
  })
  await reading['key.rotation']({ ref })
  expect((await shown())?.rotation).toMatchObject({
    materials: 3,
    lastAt: '2026-05-01T00:00:00.000Z',
    onDemand: 1,
  })
  let changes = 0
  world.connections.onChange(() => (changes += 1))
  await reading['key.rotation']({ ref })
  expect(changes).toBe(0)
})
