import { beforeAll, expect, it } from 'vitest'
import { testKit, type TestKit } from '../../support/backup-room.ts'
import { runSequence } from '../../support/vault-model/run-sequence.ts'

/** Rows of 30 things that are done with a keystore; a third of them is broken on the way. */
const seeds = Array.from({ length: 12 }, (_, at) => at + 1)

let kits: readonly TestKit[] = []
beforeAll(async () => {
  kits = [await testKit('first'), await testKit('second')]
})

it.each(seeds)(
  'whatever is done with a keystore, and wherever it fails, what was protected opens: sequence %d',
  { timeout: 120_000 },
  async (seed) => {
    const { messages } = await runSequence({ seed, steps: 30, kits, faults: 0.35 })
    expect(messages.length).toBeGreaterThan(0)
  },
)
