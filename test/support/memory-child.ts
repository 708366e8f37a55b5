// Files encrypted and opened by the jobs over real workers in a process of its own, whose memory is then looked at from
// outside: `node --expose-gc memory-child.ts PROFILE APP KEYFILE FILE...`. The wrapping key is read from a file into memory
// of its own. Says `done` with the outcome of every job and how many
// secrets were made and not wiped, waits for a line, wipes the wrapping key, says `wiped`.
import fs from 'node:fs'
import readline from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { fixedKeyServices } from './fixed-key-services.ts'
import { defaultOptions, runPlan, workerUrl } from './jobs-room.ts'

const made: Secret[] = []
const { take, random } = Secret
const noted = (secret: Secret): Secret => {
  made.push(secret)
  return secret
}
Object.assign(Secret, {
  take: (source: Uint8Array) => noted(take.call(Secret, source)),
  random: (length: number) => noted(random.call(Secret, length)),
})

const [userData = '', appFolder = '', keyFile = '', ...paths] = process.argv.slice(2)
const keyBytes = Buffer.alloc(32)
const descriptor = fs.openSync(keyFile, 'r')
fs.readSync(descriptor, keyBytes)
fs.closeSync(descriptor)
const wrappingKey = Secret.take(keyBytes)
const keyring = new RawAesKeyring({ namespace: 'test', name: 'fixed', wrappingKey })

const jobs = createJobs({
  keyServices: {
    ...fixedKeyServices(),
    keyringFor: () => Promise.resolve(keyring),
    verifyingKeyrings: () => Promise.resolve([keyring]),
    openingKeyring: () => keyring,
  },
  userData,
  appFolder,
  homeFolder: appFolder,
  workerUrl,
})

async function work(sources: readonly string[], reuseDataKey: boolean): Promise<string[]> {
  const rows = await runPlan(jobs, await jobs.plan(sources, { ...defaultOptions, reuseDataKey }))
  return rows.map(({ phase }) => phase)
}

/** What Node keeps of a key for OpenSSL is cleared when the object that stood for it is collected. */
async function collect(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.()
    await pause(50)
  }
}

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const [single = '', ...batch] = paths
made.length = 0
const phases = [
  ...(await work([single], false)),
  ...(await work([`${single}.encrypted`], false)),
  ...(await work(batch, true)),
]
await collect()
const unwiped = made.filter((secret) => !secret.isWiped).length
console.log(`done ${phases.join()} made ${made.length > 0} unwiped ${unwiped}`)
await lines.next()
wrappingKey.wipe()
await collect()
console.log('wiped')
await lines.next()
await jobs.shutDown()
process.exit()
