import { afterEach, beforeEach, expect, it } from 'vitest'
import { signInsOf } from '../../../src/main/doors/sign-ins-of.ts'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { Jobs } from '../../../src/main/jobs/batches/jobs.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import { Room, defaultOptions, jobsIn, runPlan, untilRows } from '../../support/jobs-room.ts'
import { KeystoreDouble, localKey } from '../../unit/main/doors/support/keystore-double.ts'
import { ConnectionsWorld } from './connections-world.ts'

const serial = 'arn:aws:iam::111122223333:mfa/mira'
const operators = 'arn:aws:iam::111122223333:role/Operators'

let world: ConnectionsWorld
let door: Extract<KeyRef, { service: 'aws' }>

/** A connection whose role asks for the code of a device, read once, and asked for again by the next call. */
beforeEach(async () => {
  world = await ConnectionsWorld.start()
  const { arn: keyArn } = world.aws.kms.createKey({ alias: 'payroll' })
  await world.writeCredentials()
  world.aws.addRole({ arn: operators, mfa: { serial, code: '123456' } })
  const roles = [{ arn: operators, externalId: null, mfaSerial: serial }]
  const { id } = await world.connections.save(null, world.draft({ roles }))
  await world.answer('123456')
  await world.settled(id)
  const opened = await world.connections.opened(id)
  opened.renewCredentials()
  door = { service: 'aws', connectionId: id, keyArn }
})
afterEach(() => world.stop())

function jobsOf(room: Room): Jobs {
  const { connections } = world
  const keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections })
  return jobsIn(room, { keyServices, signIns: signInsOf(connections) }).jobs
}

/** Starts 100 files, more than run at once, and waits until a person is asked for the code. */
async function startAndAsk(jobs: Jobs, room: Room) {
  const paths = Array.from({ length: 100 }, (_, index) => room.write(`f${index}`, 'x'))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: [door], verify: false })
  const { batchId } = jobs.start(plan.id)
  const batch = () => jobs.snapshot().batches.find(({ id }) => id === batchId)
  await untilRows(
    jobs,
    (rows) => batch()?.waitingFor?.files === 100 && rows.every(({ phase }) => phase === 'waiting'),
  )
  return batch
}

it('files do not hang while a person is asked for a code: others go on, and these do once it is given', async () => {
  using room = new Room()
  const jobs = jobsOf(room)
  const batch = await startAndAsk(jobs, room)
  expect(world.connections.questions()).toMatchObject([{ connectionId: door.connectionId, serial }])
  expect(batch()).toMatchObject({ failed: 0, waitingFor: { connectionName: 'Studio' } })
  const local = await jobs.plan([room.write('local', 'x')], {
    ...defaultOptions,
    doors: [{ service: 'local', keyId: localKey.keyId }],
  })
  expect(await runPlan(jobs, local)).toMatchObject([{ phase: 'done' }])
  expect(world.connections.questions()).toHaveLength(1)
  await world.answer('123456')
  await untilRows(jobs, () => batch()?.state === 'finished')
  expect(batch()).toMatchObject({ done: 100, failed: 0, cancelled: 0 })
  await jobs.shutDown()
}, 60_000)

it('files of a person who would rather not give the code wait on, and ask nobody again by themselves', async () => {
  using room = new Room()
  const jobs = jobsOf(room)
  const batch = await startAndAsk(jobs, room)
  await world.answer(null)
  await untilRows(
    jobs,
    () => world.connections.hasEnded(door.connectionId) && batch()?.waitingFor?.files === 100,
  )
  expect(batch()).toMatchObject({ failed: 0, cancelled: 0, waitingFor: { files: 100 } })
  expect(world.connections.questions()).toEqual([])
  // "Sign in again" on the page.
  const again = world.connections.signIns.signIn(door.connectionId, 'browser')
  await world.answer('123456')
  await again
  await untilRows(jobs, () => batch()?.state === 'finished')
  expect(batch()).toMatchObject({ done: 100, failed: 0 })
  await jobs.shutDown()
}, 60_000)

it('files of a connection that is removed end with that', async () => {
  using room = new Room()
  const jobs = jobsOf(room)
  const batch = await startAndAsk(jobs, room)
  await world.connections.remove(door.connectionId)
  await untilRows(jobs, () => batch()?.state === 'finished')
  expect(batch()).toMatchObject({ failed: 100 })
  expect(jobs.snapshot().rows[0]?.problem?.code).toBe('KMS_ACCOUNT_UNKNOWN')
  await jobs.shutDown()
}, 60_000)
