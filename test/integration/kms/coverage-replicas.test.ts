import fs from 'node:fs'
import { expect, it } from 'vitest'
import type { FileRecord } from '../../../src/shared/model/file-record.ts'
import { openCatalog } from '../../../src/main/catalog/open-catalog.ts'
import { CatalogStore } from '../../../src/main/catalog/catalog-store.ts'
import { CoverageStore } from '../../../src/main/catalog/coverage/coverage-store.ts'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import { coverageKeysOf } from '../../../src/main/rotation/coverage-keys.ts'
import { startKmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, jobsIn, run } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld } from './kms-world.ts'

const [home, away] = ['eu-central-1', 'us-east-1']

/** Two Regions with a connection to each, a multi-Region key in both, and a catalog. */
async function openVault(room: Room) {
  const here = await startKmsFake({ region: home })
  const there = await startKmsFake({ region: away })
  const key = here.createKey({ alias: 'media', multiRegion: true })
  const replica = there.replicate(key, away)
  const world = await openKmsWorld({
    endpoint: here.endpoint,
    region: home,
    credentials: here.credentialsFile('test') + there.credentialsFile('away'),
    limits: { maxAttempts: 2, connectionTimeout: 500 },
  })
  const { id: connectionId } = await world.connect()
  await world.connect({
    name: 'away',
    credentials: { from: 'profile', profile: 'away' },
    regions: [away],
    endpoint: there.endpoint,
  })
  const database = openCatalog(`${room.userData}/files.db`, () => new Date())
  const record = (entry: FileRecord): void => new CatalogStore(database).add([entry])
  const keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
  return {
    here,
    arns: [key.arn, replica.arn],
    door: { service: 'aws', connectionId, keyArn: key.arn } as const,
    jobs: jobsIn(room, { keyServices, record }).jobs,
    coverage: async () => {
      const rows = await world.connections.rows()
      return new CoverageStore(database).summary({ keys: coverageKeysOf(rows), isLocalRead: true })
    },
    [Symbol.asyncDispose]: async () => {
      database.close()
      await world.close()
      await Promise.all([here.stop().catch(() => {}), there.stop()])
    },
  }
}

it('a message under a multi-Region key counts for its replicas, by the material they share, whichever of them opened it', async () => {
  using room = new Room()
  await using vault = await openVault(room)
  await run(vault.jobs, [room.write('a', 'a')], { doors: [vault.door] })
  const written = await vault.coverage()
  expect(written).toMatchObject({ files: 1, current: 1, otherKey: 0, estimated: 0 })
  expect(written.keys.map(({ keyId }) => keyId).sort()).toEqual(vault.arns.toSorted())
  for (const key of written.keys) expect(key).toMatchObject({ files: 1, current: 1, onlyDoor: 0 })
  expect(written.keys[0]?.materials).toEqual(written.keys[1]?.materials)
  await vault.here.stop()
  fs.rmSync(room.path('a'))
  expect(await run(vault.jobs, [room.path('a.encrypted')])).toMatchObject([{ phase: 'done' }])
  expect(await vault.coverage()).toEqual(written)
}, 30_000)
