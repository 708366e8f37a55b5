import { expect, it } from 'vitest'
import { followUnsettled } from '../../../../../src/main/key-admin/reading/follow-unsettled.ts'
import type { AwsKeyRef, KeyRow, KeyState } from '../../../../../src/shared/model/key.ts'
import { kmsRow } from '../../../../support/kms-rows.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Keys whose states a test sets, and a clock that runs by hand. */
function room() {
  const world = {
    states: [] as (KeyState | 'gone' | 'failed')[],
    waits: [] as number[],
    looks: [] as string[],
    changed: [] as KeyRow[],
  }
  let listener: (() => void) | null = null
  const timers: (() => void)[] = []
  const stop = followUnsettled(
    {
      onChange: (tell) => {
        listener = tell
        return () => (listener = null)
      },
      changesSince: async (version) => ({ version: version + 1, keys: world.changed.splice(0) }),
      readAgain: async ({ keyArn }: AwsKeyRef) => {
        world.looks.push(keyArn)
        const state = world.states.shift() ?? 'Enabled'
        if (state === 'failed') throw new Error('unreachable')
        return state === 'gone' ? null : kmsRow('a', { state })
      },
    },
    (run, wait) => {
      timers.push(run)
      world.waits.push(wait)
    },
  )
  return {
    world,
    stop,
    timers,
    change: async (...rows: KeyRow[]) => {
      world.changed.push(...rows)
      listener?.()
      await settle()
    },
    runTimer: async () => {
      timers.shift()?.()
      await settle()
    },
  }
}

it('reads a key again, ever more seldom, until it is made', async () => {
  const { world, change, runTimer, timers } = room()
  world.states = ['Creating', 'Creating', 'Enabled']
  await change(kmsRow('a', { state: 'Creating' }))
  for (let look = 0; look < 5; look += 1) await runTimer()
  expect(world.looks.length).toBe(3)
  expect(world.waits).toEqual(world.waits.toSorted((a, b) => a - b))
  expect(timers).toEqual([])
})

it('follows a key once, however often it changes meanwhile, and again the next time', async () => {
  const { world, change, runTimer } = room()
  world.states = ['Updating', 'Enabled']
  await change(kmsRow('a', { state: 'Updating' }))
  await change(kmsRow('a', { state: 'Updating' }))
  expect(world.waits.length).toBe(1)
  await runTimer()
  await runTimer()
  await change(kmsRow('a', { state: 'Updating' }))
  expect(world.waits.length).toBe(3)
})

it.each(['gone', 'failed'] as const)('gives up a key that is %s', async (state) => {
  const { world, change, runTimer, timers } = room()
  world.states = [state]
  await change(kmsRow('a', { state: 'Creating' }))
  await runTimer()
  expect(timers).toEqual([])
})

it('gives up a key that never gets ready', async () => {
  const { world, change, runTimer } = room()
  world.states = Array.from({ length: 100 }, () => 'Creating' as const)
  await change(kmsRow('a', { state: 'Creating' }))
  for (let look = 0; look < 40; look += 1) await runTimer()
  expect(world.looks.length).toBe(16)
})

it('leaves every other key alone, and asks nothing once it is over', async () => {
  const { world, change, runTimer, stop } = room()
  await change(kmsRow('a'), kmsRow('b', { state: 'PendingDeletion' }), kmsRow('c', { state: null }))
  expect(world.waits).toEqual([])
  await change(kmsRow('a', { state: 'Creating' }))
  stop()
  await runTimer()
  await change(kmsRow('b', { state: 'Creating' }))
  expect([world.looks, world.waits.length]).toEqual([[], 1])
})
