import fs from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CoverageSelection } from '../../../src/shared/model/coverage.ts'
import type { AwsKeyRef } from '../../../src/shared/model/key.ts'
import type { PlanOptions } from '../../../src/shared/model/plan.ts'
import type { Catalog } from '../../../src/main/catalog/catalog.ts'
import { createCatalog } from '../../../src/main/catalog/create-catalog.ts'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { Jobs } from '../../../src/main/jobs/batches/jobs.ts'
import { listMaterials } from '../../../src/main/keys/aws-kms/listing/list-materials.ts'
import { createCoverage } from '../../../src/main/rotation/coverage-port.ts'
import type { CoveragePort } from '../../../src/main/rotation/coverage-port.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, defaultOptions, jobsIn, run } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

const catalogWorker = new URL('../../../src/main/catalog/catalog-worker.ts', import.meta.url)

let room: Room
let fake: KmsFake
let world: KmsWorld
let catalog: Catalog
let coverage: CoveragePort
let jobs: Jobs
let refs: readonly AwsKeyRef[]

/** Real jobs, a real catalog and the real SDK, over two keys of the fake. */
beforeEach(async () => {
  room = new Room()
  fake = await startKmsFake()
  world = await openKmsWorld({
    endpoint: fake.endpoint,
    region: fake.region,
    credentials: fake.credentialsFile('test'),
  })
  const keys = ['payroll', 'offsite'].map((alias) => fake.createKey({ alias }))
  const { id: connectionId } = await world.connect()
  refs = keys.map(({ arn }) => ({ service: 'aws', connectionId, keyArn: arn }))
  const { connections } = world
  catalog = createCatalog({
    path: `${room.userData}/files.db`,
    workerUrl: catalogWorker,
    choices: () => ({ keep: true, keepPaths: true }),
  })
  coverage = createCoverage({
    coverage: catalog.coverage,
    rows: async () => ({ local: [], aws: await connections.rows() }),
    labelFolder: (folder) => folder,
  })
  jobs = jobsIn(room, {
    keyServices: new VaultKeyServices({ keystore: new KeystoreDouble(), connections }),
    record: (entry) => catalog.record(entry),
    trash: async (path) => fs.rmSync(path),
  }).jobs
})

afterEach(async () => {
  await jobs.shutDown()
  await catalog.close()
  await world.close()
  await fake.stop()
  room[Symbol.dispose]()
})

const refOf = (index: number): AwsKeyRef => {
  const ref = refs[index]
  if (ref === undefined) throw new Error('no such key')
  return ref
}

async function rotate(index: number): Promise<void> {
  const ref = refOf(index)
  const session = await world.connections.sessionOf(ref)
  await session.call({ operation: 'RotateKeyOnDemand', keyArn: ref.keyArn }, (kms) =>
    kms.rotateKeyOnDemand({ KeyId: ref.keyArn }),
  )
  await world.connections.readAgain(ref)
}

async function work(paths: readonly string[], options: Partial<PlanOptions>): Promise<void> {
  const rows = await run(jobs, paths, options)
  expect(rows.map(({ problem }) => problem)).toEqual(rows.map(() => null))
  expect(rows.length).toBeGreaterThan(0)
}

const encrypt = (name: string, options: Partial<PlanOptions> = {}): Promise<void> =>
  work([room.write(name, name)], { doors: [refOf(0)], ...options })

async function ofKey(index: number) {
  const { keys } = await coverage.summary()
  return keys.find(({ keyId }) => keyId === refOf(index).keyArn)
}

const older: CoverageSelection = { keyId: null, which: 'older', keyMaterialId: null }

describe('coverage of real jobs', () => {
  it('names the files on older material after a rotation, until they are moved', async () => {
    await encrypt('a')
    expect(await coverage.summary()).toMatchObject({ files: 1, current: 1, older: 0 })
    await rotate(0)
    expect(await coverage.summary()).toMatchObject({ files: 1, current: 0, older: 1 })
    await encrypt('b')
    await work(
      ['a.encrypted', 'b.encrypted'].map((name) => room.path(name)),
      { intent: 'verify' },
    )
    expect(await coverage.summary()).toMatchObject({
      files: 2,
      current: 1,
      older: 1,
      estimated: 0,
      otherKey: 0,
    })
    expect((await ofKey(0))?.materials.map(({ files }) => files)).toEqual([1, 1])
    const page = await coverage.files({ selection: older, before: null, limit: 10 })
    expect(page).toMatchObject({ total: 1, next: null, files: [{ name: 'a.encrypted', estimated: false }] })

    await work(await coverage.paths(older), { intent: 'move', doors: [refOf(0)], original: 'trash' })
    expect(await coverage.summary()).toMatchObject({ files: 2, current: 2, older: 0, estimated: 0 })
    expect(await coverage.paths(older)).toEqual([])
  })

  it('counts the old message as long as a move leaves it where it is', async () => {
    await encrypt('a')
    await rotate(0)
    await work([room.path('a.encrypted')], { intent: 'move', doors: [refOf(0)] })
    expect(await coverage.summary()).toMatchObject({ files: 2, current: 1, older: 1, estimated: 0 })
  })

  it('knows the key material of each message of a batch that shares its data key', async () => {
    await rotate(0)
    const paths = Array.from({ length: 20 }, (_, index) => room.write(`in/${index}`, `${index}`))
    await work(paths, { doors: [...refs], reuseDataKey: true })
    expect(await coverage.summary()).toMatchObject({ files: 20, current: 20, older: 0, estimated: 0 })
    expect(await ofKey(1)).toMatchObject({ files: 20, current: 20, estimated: 0, onlyDoor: 0 })
  })

  it('knows the key material of a message that was only opened', async () => {
    const written = jobsIn(room, {
      keyServices: new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections }),
    })
    await run(written.jobs, [room.write('a', 'a')], { ...defaultOptions, doors: [refOf(0)] })
    fs.rmSync(room.path('a'))
    await work([room.path('a.encrypted')], {})
    expect(await coverage.summary()).toMatchObject({ files: 1, current: 1, estimated: 0 })
  })
})

describe('the second KMS key of a message', () => {
  it('has its material from reading back, though Encrypt names none', async () => {
    await encrypt('a', { doors: [...refs] })
    await rotate(1)
    await encrypt('b', { doors: [...refs] })
    expect(await ofKey(1)).toMatchObject({ files: 2, current: 1, older: 1, estimated: 0 })
    expect(await ofKey(0)).toMatchObject({ files: 2, current: 2, older: 0 })
    expect(await coverage.summary()).toMatchObject({ files: 2, current: 1, older: 1 })
  })

  it('is told by the date of the file where nothing was read back, and not at all before its rotations were read', async () => {
    await encrypt('a', { doors: [...refs], verify: false })
    await rotate(1)
    await encrypt('b', { doors: [...refs], verify: false })
    expect(await ofKey(1)).toMatchObject({ files: 2, current: 0, older: 0, estimated: 0 })
    const session = await world.connections.sessionOf(refOf(1))
    await catalog.keys.keepMaterials(refOf(1).keyArn, await listMaterials(session, refOf(1).keyArn))
    expect(await ofKey(1)).toMatchObject({ files: 2, current: 1, older: 1, estimated: 2 })
  })
})
