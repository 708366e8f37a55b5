import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { startKeyringSession, type KeyringSession } from '../../support/keyring-session.ts'

// Two real processes on one folder: two instances of the app, or two people at one account. One has the store, the other
// is told so, and nothing that it does tears what the first one writes.

let session: KeyringSession
let folder: string
let directory: string
const keystores: ForkedKeystore[] = []
const start = (): ForkedKeystore => {
  const keystore = new ForkedKeystore({ directory, env: session.env })
  keystores.push(keystore)
  return keystore
}
const key = (alias: string) => ({ alias, description: '' })

/** Every byte of the store's file and of its log. */
const storeBytes = () =>
  ['keystore.sqlite', 'keystore.sqlite-wal'].map((name) => readFileSync(join(directory, name)))

async function killHard({ child }: ForkedKeystore): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

describeWithKeyring('two keystore processes on one folder', () => {
  beforeEach(async () => {
    session = await startKeyringSession({ state: 'unlocked' })
    folder = mkdtempSync(join(tmpdir(), 'keyhold-two-'))
    directory = join(folder, 'keystore')
  })
  afterEach(async () => {
    for (const keystore of keystores.splice(0)) await keystore.stop()
    await session.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('set it up at once: one store, and the other is told that there is one', async () => {
    for (let round = 0; round < 4; round += 1) {
      const pair = [start(), start()] as const
      await Promise.allSettled(pair.map(({ client }) => client.setUp()))
      // Whichever gave the store its name, one of the two has it open, and it is the same one store.
      const states = await Promise.all(pair.map(async ({ client }) => (await client.recheck()).state))
      expect(states.toSorted()).toEqual(['inUse', 'open'])
      const [winner, loser] = states[0] === 'open' ? pair : ([pair[1], pair[0]] as const)
      // What it writes is tried where it is alone: two that begin the one log at once may refuse changes for a while.
      expect(await winner.client.listKeys()).toEqual([])
      await winner.stop()
      expect(await loser.client.recheck()).toMatchObject({ state: 'open', keyCount: 0 })
      const { keyId } = await loser.client.createKey(key('one'))
      expect((await loser.client.listKeys()).map((each) => each.keyId)).toEqual([keyId])
      await loser.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('are told apart: the second one is refused whatever it asks for, and the first one notices nothing', async () => {
    const first = start()
    await first.client.setUp()
    const { keyId } = await first.client.createKey(key('one'))
    const second = start()
    expect(await second.client.recheck()).toEqual({ state: 'inUse' })
    const dataKey = new Uint8Array(32).fill(9)
    const asked = [
      () => second.client.setUp(),
      () => second.client.setUp({ mode: 'passphrase', passphrase: 'correct horse battery staple' }),
      () => second.client.listKeys(),
      () => second.client.createKey(key('two')),
      () => second.client.wrap({ keyId, context: [], dataKey }),
      () => second.client.call('deleteKey', { keyId }),
      () => second.client.call('takeSnapshot', {}),
      () => second.client.call('restoreSnapshot', { name: 'keystore.sqlite' }),
    ]
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'KEYSTORE_IN_USE' })
    expect(await first.client.call('check', {})).toMatchObject({ macHolds: true, findings: [] })
    await expect(first.client.wrap({ keyId, context: [], dataKey })).resolves.toMatchObject({ keyId })
    expect(await first.client.listKeys()).toHaveLength(1)
  })

  it('tear nothing while one writes and the other keeps trying; killed hard, the first lets the second in', async () => {
    let writer = start()
    await writer.client.setUp()
    const answered: string[] = []
    for (let round = 0; round < 5; round += 1) {
      const second = start()
      const killed = new AbortController()
      const making = (async () => {
        for (let index = 0; !killed.signal.aborted; index += 1) {
          const made = await writer.client.createKey(key(`key ${round} ${index}`)).catch(() => undefined)
          if (made !== undefined) answered.push(made.keyId)
        }
      })()
      const before = answered.length
      const states = new Set<string>()
      while (answered.length < before + 10) states.add((await second.client.recheck()).state)
      expect([...states]).toEqual(['inUse'])
      killed.abort()
      await killHard(writer)
      await making
      await writer.stop()
      expect(await second.client.recheck()).toMatchObject({ state: 'open' })
      const known = new Set((await second.client.listKeys()).map(({ keyId }) => keyId))
      expect(answered.filter((keyId) => !known.has(keyId))).toEqual([])
      writer = second
    }
    expect(await writer.client.call('check', {})).toMatchObject({ macHolds: true, findings: [] })
    expect(await writer.client.call('checkActivity', {})).toMatchObject({ standing: 'whole', brokenAt: null })
  })

  it('leave one another’s files alone: a process that was refused changes no byte of the store', async () => {
    const first = start()
    await first.client.setUp()
    await first.client.createKey(key('one'))
    await first.client.call('takeSnapshot', {})
    const before = storeBytes()
    const second = start()
    for (let tries = 0; tries < 20; tries += 1) await second.client.recheck()
    await killHard(second)
    expect(storeBytes()).toEqual(before)
  })
})
