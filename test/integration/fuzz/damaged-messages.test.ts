import { afterAll, describe, expect, it } from 'vitest'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import { readCorpus } from '../../fuzz/corpus.ts'
import { anyCommitment, openDamaged } from '../../fuzz/open-damaged.ts'
import { trySeed } from '../../fuzz/try-seed.ts'
import { Room, workerUrl } from '../../support/jobs-room.ts'

const engine = workerEngine(workerUrl)
afterAll(() => engine.close())
const corpus = readCorpus()
const kept = corpus.map(({ message }) => message)

/** What did not hold for the seeds `from` to `to`, by seed. */
async function findings(from: number, to: number, more: Parameters<typeof trySeed>[2]): Promise<string[]> {
  using room = new Room()
  const found: string[] = []
  for (let seed = from; seed < to; seed += 1) {
    const { finding } = await trySeed(room, seed, more)
    if (finding !== null) found.push(`seed ${seed}: ${finding}`)
  }
  return found
}

describe('a damaged message', () => {
  it('is refused with a code of the closed list or is what was written, in few steps and little memory', async () => {
    expect(await findings(1, 1200, { kept: [] })).toEqual([])
  }, 180_000)

  it('is so too in a worker, and where it grew out of a message that was kept', async () => {
    expect(await findings(5000, 5400, { kept, engine })).toEqual([])
  }, 180_000)

  it('is so too where several workers share it', async () => {
    expect(await findings(300_000, 300_012, { kept: [], engine, size: 'large' })).toEqual([])
  }, 180_000)
})

describe('a message of the corpus', () => {
  it.each(corpus.map(({ name, code, message }) => [name, code, message] as const))(
    '%s ends as its name says',
    async (_name, code, message) => {
      using room = new Room()
      const here = await openDamaged(room, message, { limits: anyCommitment })
      expect(here.code).toBe(code)
      const there = await openDamaged(room, message, { limits: anyCommitment, engine })
      expect(there.code).toBe(code)
    },
  )
})
