import { describe, expect, it, vi } from 'vitest'
import { fakeJob } from '../../../../support/fake-job.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { Room, defaultOptions, jobsIn, untilRows } from '../../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { KeysAhead } from '../../../../../src/main/jobs/batches/keys-ahead.ts'
import type { WrappedAhead } from '../../../../../src/main/jobs/batches/keys-ahead.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import { aesKeyring, bytesOf, fresh, rejection } from '../../keyrings/support/doors.ts'

const door = { service: 'aws', connectionId: 'c', keyArn: 'one' } as const
const large = Buffer.alloc(16 * 1024 * 1024)
/** Whatever was to be begun without waiting for anything is begun. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 30))
/** As long as a busy machine may need. */
const until = (check: () => void) => vi.waitFor(check, 30_000)

/** A batch of files a, b, c, d on one core, of which the first is held at the beginning of its pass. */
async function heldBatch(
  room: Room,
  options: Partial<PlanOptions> & { content?: Uint8Array; small?: number; asked?: number } = {},
) {
  const { content = large, small = 64, asked = 3, ...chosen } = options
  const held = heldEngine()
  const keys = memoryKeyServices()
  const { jobs } = jobsIn(room, { keys, engine: held.engine, parallel: 1, small })
  const paths = ['a', 'b', 'c', 'd'].map((name) => room.write(name, content))
  const plan = await jobs.plan(paths, { ...defaultOptions, doors: [door], verify: false, ...chosen })
  const { batchId } = jobs.start(plan.id)
  await untilRows(jobs, () => held.running === 1)
  await until(() => expect(keys.handedOut).toHaveLength(asked))
  await soon()
  const phases = () => jobs.snapshot().rows.map(({ phase }) => phase)
  const kept = () => keys.handedOut.filter(({ isWiped }) => !isWiped).length
  return { held, keys, jobs, batchId, phases, kept }
}

const allDone = (rows: readonly { phase: string }[]): boolean => rows.every(({ phase }) => phase === 'done')

describe('data keys of large files that wait for a core', () => {
  it('are asked for ahead, two of them, while the work goes on in its order', async () => {
    using room = new Room()
    const { held, keys, jobs, phases } = await heldBatch(room)
    expect([held.most, keys.handedOut.length]).toEqual([1, 3])
    expect(phases()).toEqual(['working', 'waiting', 'waiting', 'waiting'])
    held.letNext()
    await untilRows(jobs, ([first]) => first?.phase === 'done')
    await until(() => expect(keys.handedOut).toHaveLength(4))
    expect(held.most).toBe(1)
    held.letGo()
    await untilRows(jobs, allDone)
    expect(keys.handedOut).toHaveLength(4)
    expect(new Set(keys.handedOut).size).toBe(4)
    expect(keys.handedOut.every(({ isWiped }) => isWiped)).toBe(true)
    expect(jobs.snapshot().batches).toMatchObject([{ dataKeys: 4 }])
  })

  it('are bound to the time of the file where times are kept', async () => {
    using room = new Room()
    const { held, keys, jobs } = await heldBatch(room, { keepTimes: true })
    expect(keys.handedOut).toHaveLength(3)
    held.letGo()
    await untilRows(jobs, allDone)
    expect(keys.handedOut).toHaveLength(4)
  })

  it('are not used once the time of the file is another', async () => {
    using room = new Room()
    const { held, keys, jobs } = await heldBatch(room, { keepTimes: true })
    room.write('b', large)
    held.letGo()
    await untilRows(jobs, allDone)
    expect(keys.handedOut).toHaveLength(5)
    expect(keys.handedOut.every(({ isWiped }) => isWiped)).toBe(true)
  })

  it.each([
    ['local keys', { doors: [{ service: 'local', keyId: 'key-1' }] }],
    ['signed messages', { suite: '0578' }],
    ['files that share a data key', { reuseDataKey: true }],
    ['small files', { content: Buffer.from('x'), small: 1 }],
  ] as const)('are not asked for ahead for %s', async (_, options) => {
    using room = new Room()
    const { doors, ...more } = { doors: [door], ...options }
    const { keys, jobs } = await heldBatch(room, { ...more, asked: 1, doors: [...doors] })
    expect(keys.handedOut).toHaveLength(1)
    await jobs.shutDown()
  })

  it('are wiped by a pause, and asked for again when it is over', async () => {
    using room = new Room()
    const { held, keys, jobs, batchId, kept } = await heldBatch(room)
    jobs.pause(batchId)
    await until(() => expect(kept()).toBe(1))
    jobs.resume(batchId)
    await until(() => expect(kept()).toBe(3))
    held.letGo()
    await untilRows(jobs, allDone)
    expect(keys.handedOut).toHaveLength(6)
  })

  it('are wiped with the file that is cancelled, when the vault is locked, and at the end of the app', async () => {
    using room = new Room()
    const { jobs, batchId, kept } = await heldBatch(room)
    jobs.cancel(batchId, jobs.snapshot().rows[1]?.id ?? '')
    await until(() => expect(kept()).toBe(2))
    jobs.forgetDataKeys()
    await until(() => expect(kept()).toBe(1))
    await jobs.shutDown()
    expect(kept()).toBe(0)
  })
})

describe('a data key that was asked for ahead', () => {
  const inner = aesKeyring('a')
  const wrap = async (): Promise<WrappedAhead> => ({ context: fresh.context, ...(await inner.wrap(fresh)) })

  it('is for one message: one that is begun anew has another', async () => {
    const ahead = new KeysAhead()
    const job = fakeJob(1, 'waiting')
    const made = await wrap()
    const bytes = bytesOf(made.dataKey)
    ahead.ask(job, async () => made)
    const keyring = ahead.keyring(job, inner)
    const first = await keyring.wrap(fresh)
    expect(bytesOf(first.dataKey).equals(bytes)).toBe(true)
    expect(first.encryptedDataKeys).toBe(made.encryptedDataKeys)
    expect(made.dataKey.isWiped).toBe(true)
    expect(bytesOf((await keyring.wrap(fresh)).dataKey).equals(bytes)).toBe(false)
    expect(bytesOf((await ahead.keyring(job, inner).wrap(fresh)).dataKey).equals(bytes)).toBe(false)
  })

  it('is not used with another encryption context or another length', async () => {
    for (const other of [{ context: new Map([['a', 'b']]) }, { dataKeyLength: 16 }]) {
      const ahead = new KeysAhead()
      const job = fakeJob(1, 'waiting')
      const made = await wrap()
      ahead.ask(job, async () => made)
      const { encryptedDataKeys } = await ahead.keyring(job, inner).wrap({ ...fresh, ...other })
      expect(encryptedDataKeys).not.toBe(made.encryptedDataKeys)
      expect(made.dataKey.isWiped).toBe(true)
    }
  })

  it('that was refused before is asked for again by the file itself', async () => {
    const ahead = new KeysAhead()
    const job = fakeJob(1, 'waiting')
    ahead.ask(job, () => Promise.reject(new VaultError('KMS_THROTTLED', 'slower')))
    await soon()
    expect((await ahead.keyring(job, inner).wrap(fresh)).encryptedDataKeys).toHaveLength(1)
  })

  it('tells its refusal to the file that waits for it by then', async () => {
    const ahead = new KeysAhead()
    const job = fakeJob(1, 'waiting')
    const answer = Promise.withResolvers<WrappedAhead>()
    ahead.ask(job, () => answer.promise)
    const wrapped = rejection(ahead.keyring(job, inner).wrap(fresh))
    answer.reject(new VaultError('KMS_ACCESS_DENIED', 'no'))
    expect(await wrapped).toBe('KMS_ACCESS_DENIED')
  })

  it('ends its call where the job will not be begun, and is wiped where the answer comes all the same', async () => {
    const ahead = new KeysAhead()
    const job = fakeJob(1, 'waiting')
    const answer = Promise.withResolvers<WrappedAhead>()
    const signals: AbortSignal[] = []
    ahead.ask(job, (signal) => {
      signals.push(signal)
      return answer.promise
    })
    ahead.forget(job)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    const made = await wrap()
    answer.resolve(made)
    await until(() => expect(made.dataKey.isWiped).toBe(true))
  })
})
