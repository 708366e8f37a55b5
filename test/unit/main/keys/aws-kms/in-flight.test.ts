import { expect, it } from 'vitest'
import { withLimit } from '../../../../../src/main/keys/aws-kms/in-flight.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

it('results keep the order of the items, and never more than the limit is in flight', async () => {
  let inFlight = 0
  let most = 0
  const doubled = await withLimit([5, 4, 3, 2, 1], 2, async (item) => {
    inFlight += 1
    most = Math.max(most, inFlight)
    for (let turns = item; turns > 0; turns -= 1) await soon()
    inFlight -= 1
    return item * 2
  })
  expect(doubled).toEqual([10, 8, 6, 4, 2])
  expect(most).toBe(2)
})

it('a rejection stops new work', async () => {
  const begun: number[] = []
  const work = withLimit([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item)
    await soon()
    if (item === 2) throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  await soon()
  expect(begun.length).toBeLessThan(6)
})

it('nothing to do is done at once', async () => {
  expect(await withLimit([], 5, () => Promise.reject(new Error('never')))).toEqual([])
})
