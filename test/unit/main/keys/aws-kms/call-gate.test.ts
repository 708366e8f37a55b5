import { expect, it } from 'vitest'
import { CallGate } from '../../../../../src/main/keys/aws-kms/call-gate.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('lets so many calls through at once and the others in their order, failed ones making room too', async () => {
  const gate = new CallGate(2)
  const begun: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const calls = ends.map(({ promise }, index) =>
    gate.through(undefined, async () => {
      begun.push(index)
      await promise
    }),
  )
  await settle()
  expect(begun).toEqual([0, 1])
  ends[1]?.reject(new Error('refused'))
  await expect(calls[1]).rejects.toThrow('refused')
  expect(begun).toEqual([0, 1, 2])
  for (const { resolve } of ends) resolve()
  await Promise.allSettled(calls)
  expect(begun).toEqual([0, 1, 2, 3, 4])
})

it('a call that is cancelled while it waits never begins and takes no place', async () => {
  const gate = new CallGate(1)
  const first = Promise.withResolvers<void>()
  const running = gate.through(undefined, () => first.promise)
  const controller = new AbortController()
  let begun = false
  const waiting = gate.through(controller.signal, async () => {
    begun = true
  })
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' })
  first.resolve()
  await running
  await gate.through(undefined, async () => {})
  expect(begun).toBe(false)
})
