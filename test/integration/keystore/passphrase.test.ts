import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { startKeyringSession, type KeyringSession } from '../../support/keyring-session.ts'

let folder: string
let directory: string
const keystores: ForkedKeystore[] = []
const sessions: KeyringSession[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-passphrase-'))
  directory = join(folder, 'keystore')
})
afterEach(async () => {
  for (const keystore of keystores.splice(0)) await keystore.stop()
  for (const session of sessions.splice(0)) await session.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(env: Readonly<Record<string, string>>): ForkedKeystore {
  const keystore = new ForkedKeystore({ directory, env })
  keystores.push(keystore)
  return keystore
}

async function startSession(): Promise<KeyringSession> {
  const started = await startKeyringSession({ state: 'unlocked' })
  sessions.push(started)
  return started
}

async function killed(keystore: ForkedKeystore): Promise<void> {
  const ended = once(keystore.child, 'exit')
  keystore.child.kill('SIGKILL')
  await ended
}

const words = 'correct horse battery staple'
const alone = { mode: 'passphrase', passphrase: words } as const
const both = { mode: 'keychainAndPassphrase', passphrase: words } as const
const dataKey = () => new Uint8Array(32).fill(9)
const noBus = { HOME: '/nonexistent' }

describe('the keystore process without any bus or keychain', () => {
  it('is set up with a passphrase alone, locks, unlocks, and finds all again', async () => {
    const keystore = start(noBus)
    const { client } = keystore
    expect(await client.recheck()).toMatchObject({ state: 'noKeychain', storeExists: false })
    expect(await client.setUp(alone)).toMatchObject({ state: 'open', mode: 'passphrase' })
    const key = await client.createKey({ alias: 'one', description: '' })
    const wrapped = await client.wrap({ keyId: key.keyId, context: [], dataKey: dataKey() })
    const { pid = 0 } = keystore.child
    expect(await client.lock('person')).toMatchObject({ state: 'locked', cause: 'person' })
    expect(existsSync(`/proc/${pid}/mem`)).toBe(false)
    await expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    await expect(client.unlock('wrong')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
    expect(await client.status()).toMatchObject({ state: 'locked', cause: 'person', wrongTries: 1 })
    expect(await client.unlock(words)).toMatchObject({ state: 'open', keyCount: 1 })
    const opened = await client.unwrap({ ...wrapped, context: [] })
    expect(new Uint8Array(opened.dataKey)).toEqual(dataKey())
    await keystore.stop()
    const again = start(noBus).client
    expect(await again.recheck()).toMatchObject({ state: 'locked', cause: 'start', mode: 'passphrase' })
    expect(await again.unlock(words)).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('gives no try for free to whoever ends it within one', async () => {
    const first = start(noBus)
    await first.client.setUp(alone)
    await first.stop()
    for (let tries = 0; tries < 4; tries += 1) {
      const keystore = start(noBus)
      await keystore.client.recheck()
      const trying = keystore.client.unlock('wrong').catch((error: unknown) => error)
      for (let waits = 0; waits < 100 && !isCounted(directory, tries + 1); waits += 1) await pause(5)
      await killed(keystore)
      await trying
    }
    const after = start(noBus).client
    const status = await after.recheck()
    expect(status).toMatchObject({ state: 'locked' })
    expect('wrongTries' in status && status.wrongTries).toBeGreaterThanOrEqual(3)
  })
})

function isCounted(folderOfStore: string, wrong: number): boolean {
  try {
    return readFileSync(join(folderOfStore, 'unlock-tries.json'), 'utf8').includes(`"wrong":${wrong}`)
  } catch {
    return false
  }
}

describeWithKeyring('a passphrase beside a real gnome-keyring', () => {
  it('is turned on, changed and turned off, and leaves two items at most', async () => {
    const keyring = await startSession()
    const { client } = start(keyring.env)
    await client.setUp()
    const key = await client.createKey({ alias: 'one', description: '' })
    const wrapped = await client.wrap({ keyId: key.keyId, context: [], dataKey: dataKey() })
    const store = join(directory, 'keystore.sqlite')
    copyFileSync(store, join(folder, 'before'))
    for (const [current, wanted, items] of [
      [null, both, 2],
      [words, alone, 0],
      [words, { mode: 'keychain', passphrase: null }, 2],
    ] as const) {
      expect(await client.call('setProtection', { current, wanted })).toMatchObject({
        state: 'open',
        mode: wanted.mode,
        keyCount: 1,
      })
      expect(await keyring.itemCount()).toBe(items)
      const opened = await client.unwrap({ ...wrapped, context: [] })
      expect(new Uint8Array(opened.dataKey)).toEqual(dataKey())
    }
    await client.lock('person')
    copyFileSync(join(folder, 'before'), store)
    expect(await client.unlock(null)).toMatchObject({ state: 'itemMissing' })
  })

  it('is asked for only where the keychain is there', async () => {
    const keyring = await startSession()
    const first = start(keyring.env)
    await first.client.setUp(both)
    await first.client.createKey({ alias: 'one', description: '' })
    await first.client.lock('screenLock')
    await keyring.lock()
    expect(await first.client.unlock(words)).toMatchObject({ state: 'keychainLocked', storeExists: true })
    await keyring.unlock()
    expect(await first.client.recheck()).toMatchObject({ state: 'locked', cause: 'screenLock' })
    expect(await first.client.unlock(words)).toMatchObject({ state: 'open', keyCount: 1 })
    await first.stop()
    const withoutBus = start(noBus)
    expect(await withoutBus.client.recheck()).toMatchObject({ state: 'noKeychain', storeExists: true })
    await expect(withoutBus.client.setUp(alone)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  })

  it('opens in the old way or the new one after kill -9 at any time while it is turned on', async () => {
    const keyring = await startSession()
    const first = start(keyring.env)
    await first.client.setUp()
    await first.client.createKey({ alias: 'one', description: '' })
    await first.stop()
    const store = join(directory, 'keystore.sqlite')
    const kills = [justAsked, whileWritten(0), whileWritten(8), whileWritten(16), onceInPlace]
    const seen: string[] = []
    for (const killPoint of kills) {
      const keystore = start(keyring.env)
      const { client } = keystore
      const before = await client.recheck()
      expect(before).toMatchObject({ state: 'open', mode: 'keychain', keyCount: 1 })
      const old = statSync(store).ino
      const turning = client.call('setProtection', { current: null, wanted: both }).catch(() => undefined)
      await killPoint(store, old)
      await killed(keystore)
      await turning
      await keystore.stop()
      const after = start(keyring.env)
      const found = await after.client.recheck()
      const opened = found.state === 'locked' ? await after.client.unlock(words) : found
      expect(opened).toMatchObject({ state: 'open', keyCount: 1 })
      if (!('mode' in opened)) throw new Error('it has a mode')
      seen.push(opened.mode)
      if (opened.mode !== 'keychain')
        await after.client.call('setProtection', {
          current: words,
          wanted: { mode: 'keychain', passphrase: null },
        })
      expect(readdirSync(directory).filter((name) => name.includes('.new-'))).toEqual([])
      await after.stop()
    }
    // Each of the two ways was met for certain; those between may end in either.
    expect(seen.at(0)).toBe('keychain')
    expect(seen.at(-1)).toBe('keychainAndPassphrase')
    expect(seen).toHaveLength(kills.length)
  }, 240_000)
})

/** When to kill: the file of the store, and which file it was before. */
type KillPoint = (store: string, old: number) => Promise<void>

/** scrypt takes a quarter of a second at least, and nothing is written before it. */
const justAsked: KillPoint = () => pause(5)

/** The new file is being written, or was so many milliseconds ago. */
const whileWritten =
  (milliseconds: number): KillPoint =>
  async (store) => {
    await until(() => readdirSync(dirname(store)).some((name) => name.includes('.new-')))
    await pause(milliseconds)
  }

/** The new file has the store's name: nothing goes back behind that. */
const onceInPlace: KillPoint = (store, old) =>
  until(() => {
    const now = statSync(store, { throwIfNoEntry: false })?.ino
    return now !== undefined && now !== old
  })

async function until(isSo: () => boolean): Promise<void> {
  for (let waits = 0; waits < 10_000; waits += 1) {
    if (isSo()) return
    await pause(1)
  }
  throw new Error('waited for a step of the sealing that never came')
}
