import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { JobRow } from '../../../../../src/shared/model/job.ts'
import type { KeyRef } from '../../../../../src/shared/model/key.ts'
import { Room, defaultOptions, jobsIn, localDoor, run, untilRows } from '../../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { SignInDouble, credentialsEnded } from '../../../../support/sign-in-double.ts'

const awsDoor: KeyRef = { service: 'aws', connectionId: 'c', keyArn: 'arn:aws:kms:eu-central-1:1:key/a' }
const isOver = ({ phase }: { phase: string }): boolean => ['done', 'failed', 'cancelled'].includes(phase)
const leftOf = (rows: readonly JobRow[]): number => rows.filter(({ phase }) => phase !== 'done').length
const allDone = (rows: readonly { phase: string }[]): boolean => rows.every(({ phase }) => phase === 'done')

/** Files under a key of AWS whose credentials are there or not, as `ended` says. */
function awsRoom(room: Room, options: { small?: number; parallel?: number } = {}) {
  const keys = memoryKeyServices()
  const signIns = new SignInDouble()
  const state = { ended: false, calls: 0, refused: 0 }
  keys.beforeCall = () => {
    state.calls++
    if (!state.ended) return
    state.refused++
    throw credentialsEnded()
  }
  const { jobs } = jobsIn(room, { keys, signIns, ...options })
  const start = async (names: readonly string[], change: Partial<typeof defaultOptions> = {}) => {
    const paths = names.map((name) => room.write(name, `content of ${name}`))
    return jobs.start((await jobs.plan(paths, { ...defaultOptions, doors: [awsDoor], ...change })).id).batchId
  }
  const batch = (id: string) => jobs.snapshot().batches.find((each) => each.id === id)
  return { jobs, keys, signIns, state, start, batch }
}

/** Whatever was to be begun without waiting for anything is begun. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `f${index}`)

it('200 files whose credentials end in the middle are all done once a person signed in, and none failed', async () => {
  using room = new Room()
  const { jobs, keys, signIns, state, start, batch } = awsRoom(room, { small: 8 })
  const endAfter = 101
  const end = keys.beforeCall
  keys.beforeCall = () => {
    if (state.calls === endAfter) state.ended = true
    return end()
  }
  const id = await start(names(200))
  // What runs is not among the files that wait for a sign-in: once those are all that is left, nothing runs any more.
  const before = await untilRows(jobs, (rows) => batch(id)?.waitingFor?.files === leftOf(rows))
  const done = 200 - leftOf(before)
  expect(before.filter((row) => row.phase === 'waiting')).toHaveLength(200 - done)
  expect(batch(id)).toMatchObject({
    state: 'running',
    failed: 0,
    waitingFor: {
      connectionId: 'c',
      connectionName: 'work',
      code: 'KMS_CREDENTIALS_EXPIRED',
      files: 200 - done,
    },
  })
  // What waits asks nothing: as many calls were refused as files ran at once.
  expect(state.refused).toBeLessThanOrEqual(8)
  expect(signIns.waiting).toBe(1)
  const asked = state.calls
  await turns()
  expect(state.calls).toBe(asked)
  state.ended = false
  signIns.signedIn()
  const rows = await untilRows(jobs, allDone)
  expect(rows).toHaveLength(200)
  expect(batch(id)).toMatchObject({ state: 'finished', done: 200, failed: 0, waitingFor: null })
  expect(room.names().filter((name) => name.endsWith('.encrypted'))).toHaveLength(200)
  expect(room.names()).toHaveLength(400)
  // Each file is wrapped and read back; a message that was wrapped and not read back was begun anew.
  const begunAnew = state.calls - state.refused - 400
  expect(begunAnew).toBeGreaterThanOrEqual(0)
  expect(begunAnew).toBeLessThanOrEqual(8)
})

describe('a file whose credentials end', () => {
  it('is begun anew under another data key, and nothing of its first message is left', async () => {
    using room = new Room()
    const { jobs, keys, signIns, state, start } = awsRoom(room)
    let wraps = 0
    keys.beforeCall = () => {
      // The first message is wrapped and sealed; reading it back finds no credentials.
      if (++wraps === 2) throw credentialsEnded()
    }
    await start(['a'])
    await untilRows(jobs, ([row]) => row?.phase === 'waiting' && signIns.waiting === 1)
    expect(room.names()).toEqual(['a'])
    expect(keys.handedOut.every((secret) => secret.isWiped)).toBe(true)
    expect(state.ended).toBe(false)
    signIns.signedIn()
    await untilRows(jobs, allDone)
    expect(wraps).toBe(4)
    expect(room.names()).toEqual(['a', 'a.encrypted'])
  })

  it('waits while files that need no such connection go on', async () => {
    using room = new Room()
    const { jobs, state, signIns, start, batch } = awsRoom(room, { small: 1 })
    state.ended = true
    const waits = await start(['a', 'b'])
    await untilRows(jobs, () => signIns.waiting === 1)
    state.ended = false
    const goes = await start(['c'], { doors: [localDoor] })
    await untilRows(jobs, (rows) => rows.filter((row) => row.batchId === goes).every(isOver))
    expect(batch(goes)).toMatchObject({ state: 'finished', done: 1, waitingFor: null })
    expect(batch(waits)).toMatchObject({ done: 0, waitingFor: { files: 2 } })
  })

  it('waits again where trying again is in vain, and goes on where it is not', async () => {
    using room = new Room()
    const { jobs, state, start, batch, signIns } = awsRoom(room)
    state.ended = true
    const id = await start(['a', 'b'])
    await untilRows(jobs, () => batch(id)?.waitingFor?.files === 2)
    jobs.tryAgain(id)
    expect(batch(id)?.waitingFor).toBe(null)
    await untilRows(jobs, () => batch(id)?.waitingFor?.files === 2)
    expect(signIns.waiting).toBe(2)
    state.ended = false
    jobs.tryAgain(id)
    await untilRows(jobs, allDone)
    expect(batch(id)).toMatchObject({ state: 'finished', done: 2 })
  })

  it('can be cancelled while it waits, alone or with its batch', async () => {
    using room = new Room()
    const { jobs, state, start, batch } = awsRoom(room)
    state.ended = true
    const id = await start(['a', 'b', 'c'])
    await untilRows(jobs, () => batch(id)?.waitingFor?.files === 3)
    jobs.cancel(id, jobs.snapshot().rows[0]?.id ?? '')
    expect(batch(id)).toMatchObject({ cancelled: 1, waitingFor: { files: 2 } })
    jobs.cancel(id, null)
    expect(batch(id)).toMatchObject({ state: 'finished', cancelled: 3, waitingFor: null })
    expect(room.names()).toEqual(['a', 'b', 'c'])
    // The files are free again.
    state.ended = false
    expect(await run(jobs, [room.path('a')])).toMatchObject([{ phase: 'done' }])
  })

  it('stays paused where its batch is, also once a person signed in', async () => {
    using room = new Room()
    const { jobs, state, start, batch, signIns } = awsRoom(room)
    state.ended = true
    const id = await start(['a', 'b'])
    await untilRows(jobs, () => batch(id)?.waitingFor?.files === 2)
    jobs.pause(id)
    expect(batch(id)?.state).toBe('paused')
    state.ended = false
    signIns.signedIn()
    await turns()
    expect(jobs.snapshot().rows.map((row) => row.phase)).toEqual(['waiting', 'waiting'])
    jobs.resume(id)
    await untilRows(jobs, allDone)
  })

  it('is offered at the next start where the app was quit meanwhile', async () => {
    using room = new Room()
    const { jobs, state, start, batch } = awsRoom(room)
    state.ended = true
    const id = await start(['a', 'b'])
    await untilRows(jobs, () => batch(id)?.waitingFor?.files === 2)
    await jobs.shutDown()
    expect(room.names()).toEqual(['a', 'b'])
    const next = jobsIn(room).jobs
    await next.recoverStaged()
    const [left] = next.snapshot().interrupted
    expect(left).toMatchObject({ files: 2, names: ['a', 'b'] })
    const plan = await next.planInterrupted(left?.id ?? '')
    expect(plan).toMatchObject({ encrypt: { files: 2 }, options: { doors: [awsDoor] } })
  })

  it('keeps no data key for its batch while nothing of it runs', async () => {
    using room = new Room()
    const { jobs, keys, start, batch } = awsRoom(room, { small: 1 })
    let calls = 0
    keys.beforeCall = () => {
      if (++calls === 2) throw credentialsEnded()
    }
    const id = await start(['a', 'b'], { reuseDataKey: true })
    await untilRows(jobs, () => batch(id)?.waitingFor?.files === 2)
    await new Promise((resolve) => setImmediate(resolve))
    expect(keys.handedOut.map((secret) => secret.isWiped)).toEqual([true])
  })
})

it('a connection that never had credentials ends its files: waiting mends nothing', async () => {
  using room = new Room()
  const { jobs, keys, start, batch } = awsRoom(room)
  keys.beforeCall = () => {
    throw new VaultError('KMS_CREDENTIALS_MISSING', 'none', { facts: { connectionId: 'c' } })
  }
  const id = await start(['a'])
  const rows = await untilRows(jobs, (all) => all.every(isOver))
  expect(rows).toMatchObject([{ phase: 'failed', problem: { code: 'KMS_CREDENTIALS_MISSING' } }])
  expect(batch(id)?.waitingFor).toBe(null)
})

it('cancelling wins over a sign-in that is needed', async () => {
  using room = new Room()
  const { jobs, keys, start } = awsRoom(room)
  const begun = Promise.withResolvers<string>()
  keys.beforeCall = async () => {
    jobs.cancel(await begun.promise, null)
    throw credentialsEnded()
  }
  begun.resolve(await start(['a']))
  expect(await untilRows(jobs, (rows) => rows.every(isOver))).toMatchObject([{ phase: 'cancelled' }])
})

it('a message under a key of this computer and one of AWS is opened without signing in', async () => {
  using room = new Room()
  const { jobs, keys, signIns, start } = awsRoom(room)
  keys.recognise = async (doors) =>
    doors.map((_, index) => ({
      label: { kind: 'aws', name: 'a', where: 'eu', arn: awsDoor.keyArn, known: true },
      problem: null,
      service: index === 0 ? 'local' : 'aws',
      keyId: null,
      keyMaterialId: null,
      account: null,
      region: null,
      connectionIds: index === 0 ? [] : ['c'],
      state: null,
    }))
  await run(jobs, [room.write('both', 'x')], { doors: [localDoor, awsDoor] })
  await run(jobs, [room.write('one', 'x')], { doors: [awsDoor] })
  const ended = keys.beforeCall
  keys.beforeCall = () => {
    throw credentialsEnded()
  }
  await start(['blocks'])
  await untilRows(jobs, () => signIns.waiting === 1)
  keys.beforeCall = ended
  fs.rmSync(room.path('both'))
  expect(await run(jobs, [room.path('both.encrypted')])).toMatchObject([{ phase: 'done' }])
})

it('a message whose connection is signed out can be started: it waits for that', async () => {
  using room = new Room()
  const { jobs, keys, signIns, state } = awsRoom(room)
  await run(jobs, [room.write('a', 'x')], { doors: [awsDoor] })
  const { recognise } = keys
  const problem = { code: 'KMS_CREDENTIALS_EXPIRED', message: '', facts: {} } as const
  keys.recognise = async (doors) =>
    (await recognise(doors)).map((door) => ({ ...door, problem, connectionIds: ['c'] }))
  state.ended = true
  const plan = await jobs.plan([room.path('a.encrypted')], defaultOptions)
  expect(plan).toMatchObject({ open: { files: 1 }, kmsCalls: 1, items: [{ problem: null }] })
  jobs.start(plan.id)
  await untilRows(jobs, () => signIns.waiting === 1)
  state.ended = false
  signIns.signedIn()
  await untilRows(jobs, allDone)
})

it('no data key is asked for ahead for a file that waits for a sign-in anyway', async () => {
  using room = new Room()
  const { jobs, keys, state, batch } = awsRoom(room, { small: 1, parallel: 1 })
  const large = (name: string) => room.write(name, new Uint8Array(16 * 1024 * 1024))
  const held = Promise.withResolvers<void>()
  state.ended = true
  const options = { ...defaultOptions, doors: [awsDoor], verify: false }
  const first = jobs.start((await jobs.plan([large('a'), large('b')], options)).id).batchId
  await untilRows(jobs, () => batch(first)?.waitingFor?.files === 2)
  // A file without that door has the one place, and those after it wait for it.
  let calls = 0
  keys.beforeCall = () => {
    calls++
    return held.promise
  }
  const local = await jobs.plan([large('c'), large('d')], { ...options, doors: [localDoor] })
  const after = await jobs.plan([large('e')], options)
  jobs.start(local.id)
  jobs.start(after.id)
  await untilRows(jobs, () => calls > 0)
  await turns()
  expect(calls).toBe(1)
  held.resolve()
  await jobs.shutDown()
})
