import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { startKeyringSession, type KeyringSession, type KeyringState } from '../../support/keyring-session.ts'

let folder: string
let directory: string
const sessions: KeyringSession[] = []
const keystores: ForkedKeystore[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-states-'))
  directory = join(folder, 'keystore')
})
afterEach(async () => {
  for (const keystore of keystores.splice(0)) await keystore.stop()
  for (const session of sessions.splice(0)) await session.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(state: KeyringState) {
  const session = await startKeyringSession({ state })
  sessions.push(session)
  return { session, ...startIn(session) }
}

function startIn(session: KeyringSession, keychainTimeout?: number) {
  const keystore = new ForkedKeystore({
    directory,
    env: session.env,
    ...(keychainTimeout === undefined ? {} : { keychainTimeout }),
  })
  keystores.push(keystore)
  return { keystore, client: keystore.client }
}

/** The bus starts it again for each call that asks for it. */
function endSilentService({ home }: KeyringSession): void {
  try {
    process.kill(Number(readFileSync(join(home, 'silent.pid'), 'utf8')))
  } catch {
    // It has ended already.
  }
}

/** The activity log is there in every state. */
const hasStore = () =>
  existsSync(directory) && readdirSync(directory).some((name) => name.startsWith('keystore.sqlite'))
const dataKey = () => new Uint8Array(32).fill(9)

describeWithKeyring('the keystore process with a real gnome-keyring', () => {
  it('sets up, makes a key, wraps and unwraps, and finds all again after a restart', async () => {
    const { session, keystore, client } = await start('unlocked')
    expect(await client.recheck()).toEqual({ state: 'notSetUp', keychain: 'Secret Service' })
    expect(await client.setUp()).toMatchObject({ state: 'open', keyCount: 0 })
    const key = await client.createKey({ alias: 'Übung', description: '' })
    const wrapped = await client.wrap({ keyId: key.keyId, context: [['a', 'b']], dataKey: dataKey() })
    await keystore.stop()
    const again = startIn(session).client
    expect(await again.listKeys()).toEqual([key])
    const opened = await again.unwrap({ ...wrapped, context: [['a', 'b']] })
    expect(new Uint8Array(opened.dataKey)).toEqual(dataKey())
    await expect(again.unwrap({ ...wrapped, context: [] })).rejects.toMatchObject({
      code: 'DATA_KEY_DAMAGED',
    })
  })

  it('opens an older store file that was put back once that was accepted, and its keys work', async () => {
    const { session, keystore, client } = await start('unlocked')
    await client.setUp()
    const { keyId } = await client.createKey({ alias: 'one', description: '' })
    const wrapped = await client.wrap({ keyId, context: [], dataKey: dataKey() })
    await keystore.stop()
    const store = join(directory, 'keystore.sqlite')
    copyFileSync(store, join(folder, 'older'))
    const second = startIn(session)
    await second.client.createKey({ alias: 'two', description: '' })
    await second.keystore.stop()
    copyFileSync(join(folder, 'older'), store)
    const third = startIn(session)
    expect(await third.client.recheck()).toMatchObject({ state: 'olderCopy', keyCount: 1, changesBehind: 1 })
    expect(await third.client.acceptOlderCopy()).toMatchObject({ state: 'open', keyCount: 1 })
    const opened = await third.client.unwrap({ ...wrapped, context: [] })
    expect(new Uint8Array(opened.dataKey)).toEqual(dataKey())
    await third.client.createKey({ alias: 'three', description: '' })
    await third.keystore.stop()
    expect(await startIn(session).client.recheck()).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it.each(['noBus', 'none'] as const)(
    'point 30: says that there is no keychain (%s) and stores nothing',
    async (state) => {
      const { client } = await start(state)
      expect(await client.recheck()).toMatchObject({ state: 'noKeychain', storeExists: false })
      await expect(client.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
      expect(hasStore()).toBe(false)
    },
  )

  it.each(['locked', 'neverUnlocked'] as const)(
    'says that the keychain is locked (%s) and stores nothing',
    async (state) => {
      const { client } = await start(state)
      expect(await client.recheck()).toMatchObject({ state: 'keychainLocked', storeExists: false })
      await expect(client.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
      expect(hasStore()).toBe(false)
    },
  )

  it('tells a locked keyring from a missing item over an existing store, and opens once it is unlocked', async () => {
    const { session, keystore, client } = await start('unlocked')
    await client.setUp()
    await keystore.stop()
    await session.lock()
    const after = startIn(session).client
    expect(await after.recheck()).toMatchObject({ state: 'keychainLocked', storeExists: true })
    await session.unlock()
    expect(await after.recheck()).toMatchObject({ state: 'open' })
  })

  it('keeps working with open keys while the keyring is locked, and makes new ones again afterwards', async () => {
    const { session, client } = await start('unlocked')
    await client.setUp()
    const { keyId } = await client.createKey({ alias: 'one', description: '' })
    await session.lock()
    await expect(client.wrap({ keyId, context: [], dataKey: dataKey() })).resolves.toMatchObject({ keyId })
    await client.createKey({ alias: 'two', description: '' })
    await expect(client.createKey({ alias: 'three', description: '' })).rejects.toMatchObject({
      code: 'KEYCHAIN_LOCKED',
    })
    await session.unlock()
    expect(await client.recheck()).toMatchObject({ state: 'open', keyCount: 2 })
    await client.createKey({ alias: 'three', description: '' })
    expect(await client.listKeys()).toHaveLength(3)
  })

  it('point 31: a store in a session whose keyring has no item is not set up anew, and opens at home again', async () => {
    const { session: home, keystore, client } = await start('unlocked')
    await client.setUp()
    await client.createKey({ alias: 'one', description: '' })
    await keystore.stop()
    const before = readFileSync(join(directory, 'keystore.sqlite'))
    const { session: abroad, keystore: strange, client: elsewhere } = await start('unlocked')
    expect(await elsewhere.recheck()).toMatchObject({ state: 'itemMissing' })
    await expect(elsewhere.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_ITEM_MISSING' })
    await expect(elsewhere.createKey({ alias: 'x', description: '' })).rejects.toMatchObject({
      code: 'KEYCHAIN_ITEM_MISSING',
    })
    expect(await abroad.itemCount()).toBe(0)
    await strange.stop()
    expect(readFileSync(join(directory, 'keystore.sqlite'))).toEqual(before)
    expect(await startIn(home).client.recheck()).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('gives up on a keychain that hangs, refuses quickly from then on, and can be ended', async () => {
    const { session, keystore: first } = await start('hanging')
    await first.stop()
    const { keystore, client } = startIn(session, 2_000)
    expect(await client.recheck()).toMatchObject({ state: 'keychainNotAnswering', storeExists: false })
    const asked = performance.now()
    await expect(client.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_NOT_ANSWERING' })
    await expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYCHAIN_NOT_ANSWERING' })
    expect(performance.now() - asked).toBeLessThan(1_800)
    expect(hasStore()).toBe(false)
    await keystore.stop()
  })

  it('ends for a malformed message also while a keychain call hangs', async () => {
    const { session } = await start('hanging')
    const { keystore, client } = startIn(session, 300)
    await client.recheck()
    keystore.child.send('malformed')
    await keystore.until('stopped')
    expect(keystore.child.exitCode).not.toBe(0)
  })

  it('looks again by itself when the hung call comes back', async () => {
    const { session } = await start('hanging')
    const { keystore, client } = startIn(session, 300)
    expect(await client.recheck()).toMatchObject({ state: 'keychainNotAnswering' })
    const ending = setInterval(() => endSilentService(session), 100)
    await keystore.until('noKeychain').finally(() => clearInterval(ending))
  })

  it('point 32: leaves two items in the keyring and no probe', async () => {
    const { session, keystore, client } = await start('unlocked')
    await client.recheck()
    await client.setUp()
    await client.createKey({ alias: 'one', description: '' })
    await keystore.stop()
    expect(await session.itemCount()).toBe(2)
  })

  it('leaves nothing in the folder but the store, its snapshots and the activity log', async () => {
    const { keystore, client } = await start('unlocked')
    await client.setUp()
    await keystore.stop()
    const known = /^(keystore\.sqlite(-wal)?|activity\.sqlite(-wal|-shm)?|snapshots)$/
    expect(readdirSync(directory).filter((name) => !known.test(name))).toEqual([])
    expect(readdirSync(directory).some((name) => name.includes('.new-'))).toBe(false)
  })
})
