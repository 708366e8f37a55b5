import { afterEach, describe, expect, it } from 'vitest'
import { ThreadPool } from '../../../../../src/main/jobs/engine/thread-pool.ts'
import type { PassResult } from '../../../../../src/main/jobs/engine/engine.ts'
import type { PartEnd } from '../../../../../src/main/jobs/engine/pool-thread.ts'
import type { WorkerTask } from '../../../../../src/main/jobs/engine/worker-messages.ts'
import { beginMessage } from '../../../../../src/main/message/begin-message.ts'
import { scripts } from '../../../../support/scripts.ts'
import { anyDoor, keyOf } from '../../message/support/whole-message.ts'

const url = new URL('../../../../support/scripted-worker.ts', import.meta.url)
const pools: ThreadPool[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))

function poolOf(threads: number): ThreadPool {
  const pool = new ThreadPool(url, threads)
  pools.push(pool)
  return pool
}

const message = { dataKey: keyOf(7), encryptedDataKeys: [anyDoor], context: new Map(), frameLength: 100 }
const { header, handOver } = beginMessage(message)
const ticket = handOver()
const taskOf = (size: number): WorkerTask => ({
  kind: 'seal',
  source: -1,
  target: -1,
  header,
  ticket,
  size,
  framesAtOnce: null,
})

const bytesOf = (result: PassResult): number => result.plaintextBytes

interface Running {
  readonly ends: Promise<readonly PartEnd[]>
  /** Resolves with the ids of the threads once so many have begun the pass. */
  readonly begun: (count: number) => Promise<readonly number[]>
  readonly threads: number[]
  readonly cancel: () => void
  /** Nothing is left for another thread. */
  readonly exhaust: () => void
}

function start(pool: ThreadPool, script: number, atMost = 1): Running {
  const controller = new AbortController()
  const threads: number[] = []
  let left = atMost > 1
  let told = 0
  let tell: (() => void) | undefined
  const onProgress = (sum: number): void => {
    // Progress is added up over the parts; each part tells its thread's id.
    threads.push(sum - told)
    told = sum
    tell?.()
  }
  const begun = async (count: number): Promise<readonly number[]> => {
    while (threads.length < count) {
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
    return threads
  }
  const pass = { task: taskOf(script), atMost, anyLeft: () => left, bytesOf, onProgress }
  const ends = pool.run({ ...pass, signal: controller.signal })
  ends.catch(() => {})
  return {
    ends,
    begun,
    threads,
    cancel: () => controller.abort(),
    exhaust: () => {
      left = false
    },
  }
}

const kinds = async ({ ends }: Running): Promise<string[]> => (await ends).map((end) => end.kind)

describe('the pool of threads', () => {
  it('runs as many passes as it has threads, and the rest in their order', async () => {
    const pool = poolOf(2)
    const [first, second] = [start(pool, scripts.hold), start(pool, scripts.hold)]
    const waiting = [1, 2, 3].map(() => start(pool, scripts.finish))
    const order: number[] = []
    for (const [index, each] of waiting.entries()) void each.ends.then(() => order.push(index))
    await Promise.all([first.begun(1), second.begun(1)])
    expect(waiting.flatMap((each) => each.threads)).toEqual([])
    first.cancel()
    await Promise.all(waiting.map((each) => each.ends))
    expect(order).toEqual([0, 1, 2])
    expect(new Set(waiting.flatMap((each) => each.threads))).toEqual(new Set(first.threads))
    second.cancel()
    expect(await kinds(second)).toEqual(['failed'])
  })

  it('lets a waiting pass go at once when it is cancelled', async () => {
    const pool = poolOf(1)
    const running = start(pool, scripts.hold)
    const waiting = start(pool, scripts.finish)
    await running.begun(1)
    waiting.cancel()
    await expect(waiting.ends).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(waiting.threads).toEqual([])
    running.cancel()
    await running.ends
  })

  it('gives a pass that can be shared every free thread', async () => {
    const shared = start(poolOf(3), scripts.hold, 8)
    await shared.begun(3)
    shared.exhaust()
    shared.cancel()
    expect(await kinds(shared)).toEqual(['failed', 'failed', 'failed'])
  })

  it('takes a thread from a shared pass for one that has none, and gives it back', async () => {
    const pool = poolOf(2)
    const shared = start(pool, scripts.hold, 8)
    await shared.begun(2)
    const other = start(pool, scripts.finish)
    expect(await kinds(other)).toEqual(['done'])
    await shared.begun(3)
    shared.exhaust()
    shared.cancel()
    expect((await kinds(shared)).toSorted()).toEqual(['done', 'failed', 'failed'])
  })

  it('takes no thread from passes that have one each', async () => {
    const pool = poolOf(2)
    const [first, second] = [start(pool, scripts.hold, 8), start(pool, scripts.hold, 8)]
    await Promise.all([first.begun(1), second.begun(1)])
    const waiting = start(pool, scripts.finish)
    second.exhaust()
    first.cancel()
    await first.ends
    expect(await kinds(waiting)).toEqual(['done'])
    expect(first.threads).toEqual(expect.arrayContaining(waiting.threads))
    second.cancel()
    expect(await kinds(second)).toEqual(['failed'])
  })

  it('stops the other threads of a pass that lost one, and settles after them', async () => {
    const shared = start(poolOf(2), scripts.secondDies, 2)
    expect(await kinds(shared)).toEqual(['lost', 'failed'])
  })

  it('has a new thread in the place of one that ended', async () => {
    const pool = poolOf(1)
    const dying = start(pool, scripts.die)
    const next = start(pool, scripts.finish)
    expect(await kinds(dying)).toEqual(['lost'])
    expect(await kinds(next)).toEqual(['done'])
    expect(next.threads).not.toEqual(dying.threads)
  })

  it('keeps its thread where a task cannot be posted', async () => {
    const pool = poolOf(1)
    const before = start(pool, scripts.finish)
    await before.ends
    const task = { ...taskOf(scripts.finish), notCloneable: () => {} }
    const alone = { atMost: 1, anyLeft: () => false, bytesOf: () => 0, onProgress: () => {} }
    const ends = await pool.run({ task, ...alone, signal: new AbortController().signal })
    expect(ends).toMatchObject([{ kind: 'failed', error: { code: 'INTERNAL' } }])
    const after = start(pool, scripts.finish)
    expect(await kinds(after)).toEqual(['done'])
    expect(after.threads).toEqual(before.threads)
  })

  it('is closed: what waits is refused, what runs is lost, nothing new is taken', async () => {
    const pool = poolOf(1)
    const running = start(pool, scripts.deaf)
    const waiting = start(pool, scripts.finish)
    await running.begun(1)
    await pool.close()
    expect(await kinds(running)).toEqual(['lost'])
    await expect(waiting.ends).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(start(pool, scripts.finish).ends).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
