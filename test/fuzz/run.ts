import { parseArgs } from 'node:util'
import { workerEngine } from '../../src/main/jobs/engine/worker-engine.ts'
import { Room, workerUrl } from '../support/jobs-room.ts'
import { keepMessage, readCorpus } from './corpus.ts'
import { anyCommitment, openDamaged } from './open-damaged.ts'
import { trySeed } from './try-seed.ts'
import { startWatchdog } from './watchdog.ts'

// `npm run fuzz [-- --seed N] [--cases N] [--minutes N] [--worker] [--large] [--keep]`: opens damaged messages, one for
// each seed from N on. `--keep` adds messages to test/fuzz/corpus that were refused in a way no kept one is. A finding is
// always kept; twenty of them end the run. A seed that hangs is printed, and ends it too. `--large`: messages that the
// workers of `--worker` share.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    cases: { type: 'string', default: '1000000000' },
    minutes: { type: 'string', default: '10' },
    worker: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})

const first = Number(values.seed)
const ends = Date.now() + Number(values.minutes) * 60_000
const engine = values.worker ? workerEngine(workerUrl) : undefined
using room = new Room()
const corpus = readCorpus()
const kept = corpus.map(({ message }) => message)
const seen = new Map<string, number>()
for (const { name, message } of corpus) seen.set(await signatureOf(name, message), 1)

const watchdog = startWatchdog()
let seed = first
let findings = 0
for (; seed < first + Number(values.cases) && Date.now() < ends && findings < 20; seed += 1) {
  watchdog.step(seed)
  const { message, outcome, usualLimits, finding } = await trySeed(room, seed, {
    kept,
    size: values.large ? 'large' : 'small',
    ...(engine && { engine }),
  })
  if (finding !== null) {
    findings += 1
    console.log(
      `seed ${seed}: ${finding}; kept as ${keepMessage('finding', message) ?? 'nothing: too large'}`,
    )
  }
  const signature = outcome?.signature ?? 'a finding'
  const count = seen.get(signature) ?? 0
  seen.set(signature, count + 1)
  if (count === 0 && values.keep && usualLimits && outcome !== null) keepMessage(outcome.code, message)
}
await watchdog.stop()
await engine?.close()
for (const [signature, count] of [...seen].toSorted())
  console.log(`${String(count).padStart(8)}  ${signature}`)
console.log(`seeds ${first} to ${seed - 1}: ${findings} findings`)
process.exitCode = findings === 0 ? 0 : 1

async function signatureOf(name: string, message: Buffer): Promise<string> {
  try {
    return (await openDamaged(room, message, { limits: anyCommitment })).signature
  } catch (error) {
    throw new Error(`the kept message ${name} is a finding`, { cause: error })
  }
}
