import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { Room, defaultOptions, jobsIn, localDoor, untilRows } from '../../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { SignInDouble } from '../../../../support/sign-in-double.ts'

const names = ['a', 'b', 'c']

/** A batch of files a, b, c under a local key, of which so many run at once and are held. */
async function heldBatch(room: Room, small: number) {
  const held = heldEngine()
  const keys = memoryKeyServices()
  const signIns = new SignInDouble()
  const state = { locked: false }
  keys.beforeCall = () => {
    if (state.locked) throw new VaultError('KEYSTORE_LOCKED', 'the key store is locked')
  }
  const { jobs } = jobsIn(room, { engine: held.engine, keys, signIns, small })
  const paths = names.map((name) => room.write(name, name))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: [localDoor] })
  const { batchId } = jobs.start(plan.id)
  await untilRows(jobs, () => held.running === small)
  const batch = () => jobs.snapshot().batches.find(({ id }) => id === batchId)
  const unlock = (): void => {
    state.locked = false
    signIns.signedIn()
  }
  return { held, jobs, keys, signIns, state, batch, unlock }
}

describe('a lock that lets files end', () => {
  it('lets what runs end, starts nothing more, and the others wait for the unlock without a call', async () => {
    using room = new Room()
    const { held, jobs, state, batch, unlock } = await heldBatch(room, 1)
    const ranOut = jobs.beforeLock('finish')
    held.letGo()
    await ranOut
    expect(jobs.snapshot().rows.map(({ phase }) => phase)).toEqual(['done', 'waiting', 'waiting'])
    state.locked = true
    jobs.afterLock(true)
    await untilRows(jobs, () => batch()?.waitingFor?.files === 2)
    expect(batch()?.waitingFor).toMatchObject({ connectionId: 'this-computer', code: 'KEYSTORE_LOCKED' })
    unlock()
    await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
    expect(batch()).toMatchObject({ done: 3, failed: 0, waitingFor: null })
  })

  it('goes on at once where the vault was not locked after all', async () => {
    using room = new Room()
    const { held, jobs, batch } = await heldBatch(room, 1)
    const ranOut = jobs.beforeLock('finish')
    held.letGo()
    await ranOut
    jobs.afterLock(false)
    await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
    expect(batch()).toMatchObject({ done: 3 })
  })
})

describe('a lock that stops files', () => {
  it('abandons what runs, leaves nothing of it, and begins it anew after the unlock', async () => {
    using room = new Room()
    const { held, jobs, keys, state, batch, unlock } = await heldBatch(room, 2)
    await jobs.beforeLock('stop')
    state.locked = true
    jobs.afterLock(true)
    await untilRows(jobs, () => batch()?.waitingFor?.files === 3)
    expect(batch()).toMatchObject({ cancelled: 0, failed: 0 })
    expect(room.names()).toEqual(names)
    expect(keys.handedOut.every((secret) => secret.isWiped)).toBe(true)
    held.letGo()
    unlock()
    await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
    expect(batch()).toMatchObject({ done: 3, failed: 0, waitingFor: null })
    expect(room.names()).toEqual(names.flatMap((name) => [name, `${name}.encrypted`]))
  })

  it('leaves what a person has cancelled cancelled', async () => {
    using room = new Room()
    const { jobs, state, batch } = await heldBatch(room, 2)
    const stopped = jobs.beforeLock('stop')
    jobs.cancel(batch()?.id ?? '', null)
    await stopped
    state.locked = true
    jobs.afterLock(true)
    expect(batch()).toMatchObject({ state: 'finished', cancelled: 3, waitingFor: null })
    expect(room.names()).toEqual(names)
  })
})

it('a file that finds the vault locked waits, and does not fail', async () => {
  using room = new Room()
  const { held, jobs, state, batch, unlock } = await heldBatch(room, 1)
  state.locked = true
  held.letGo()
  await untilRows(jobs, () => batch()?.waitingFor?.files === 3)
  expect(batch()?.failed).toBe(0)
  unlock()
  await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
})
