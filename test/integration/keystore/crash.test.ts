import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { malformedMessageExitCode } from '../../../src/keystore/server.ts'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { startKeyringSession, type KeyringSession } from '../../support/keyring-session.ts'

let session: KeyringSession
let folder: string
let directory: string
const keystores: ForkedKeystore[] = []
const start = (): ForkedKeystore => {
  const keystore = new ForkedKeystore({ directory, env: session.env })
  keystores.push(keystore)
  return keystore
}

describeWithKeyring('a keystore process that ends at any moment', () => {
  beforeEach(async () => {
    session = await startKeyringSession({ state: 'unlocked' })
    folder = mkdtempSync(join(tmpdir(), 'keyhold-crash-'))
    directory = join(folder, 'keystore')
  })
  afterEach(async () => {
    for (const keystore of keystores.splice(0)) await keystore.stop()
    await session.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('loses no key whose creation was answered, and opens again, after kill -9 while keys are made', async () => {
    const first = start()
    await first.client.setUp()
    await first.stop()
    const answered = new Set<string>()
    for (let round = 0; round < 6; round += 1) {
      const keystore = start()
      expect(await keystore.client.recheck()).toMatchObject({ state: 'open' })
      const before = answered.size
      const making = Array.from({ length: 200 }, async (_, index) => {
        const input = { alias: `key ${round}-${index}`, description: '' }
        const made = await keystore.client.createKey(input).catch(() => undefined)
        if (made !== undefined) answered.add(made.keyId)
      })
      while (answered.size < before + 3 + round) await pause(1)
      const ended = once(keystore.child, 'exit')
      keystore.child.kill('SIGKILL')
      await ended
      await Promise.all(making)
      await keystore.stop()
    }
    const keys = await start().client.listKeys()
    const known = new Set(keys.map(({ keyId }) => keyId))
    expect(answered.size).toBeGreaterThan(10)
    expect([...answered].filter((keyId) => !known.has(keyId))).toEqual([])
  })

  it('leaves no store or one that opens after kill -9 during set-up', async () => {
    for (let round = 0; round < 6; round += 1) {
      const keystore = start()
      await keystore.client.recheck()
      const settingUp = keystore.client.setUp().catch(() => undefined)
      await pause(round * 3)
      const ended = once(keystore.child, 'exit')
      keystore.child.kill('SIGKILL')
      await ended
      await settingUp
      const after = start()
      const { state } = await after.client.recheck()
      expect(['notSetUp', 'open']).toContain(state)
      await after.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('leaves the store or the snapshot in its place, whole, after kill -9 while a snapshot is put back', async () => {
    const first = start()
    await first.client.setUp()
    await first.client.createKey({ alias: 'one', description: '' })
    const { snapshots } = await first.client.call('takeSnapshot', {})
    const name = snapshots[0]?.name ?? ''
    await first.client.createKey({ alias: 'two', description: '' })
    await first.stop()
    for (let round = 0; round < 6; round += 1) {
      const keystore = start()
      await keystore.client.recheck()
      const restoring = keystore.client.call('restoreSnapshot', { name }).catch(() => undefined)
      await pause(round * 8)
      const ended = once(keystore.child, 'exit')
      keystore.child.kill('SIGKILL')
      await ended
      await restoring
      await keystore.stop()
      const after = start()
      expect(await after.client.recheck()).toMatchObject({ state: 'open' })
      expect((await after.client.listKeys()).map(({ alias }) => alias)).toContain('one')
      await after.stop()
    }
  })

  it('ends for a malformed message with its own exit code and one line, and comes back with its keys', async () => {
    const keystore = start()
    await keystore.client.setUp()
    const key = await keystore.client.createKey({ alias: 'one', description: '' })
    const ended = once(keystore.child, 'exit')
    keystore.child.send({ id: 1, operation: 'wrap', input: 'canary' })
    expect(await ended).toEqual([malformedMessageExitCode, null])
    expect(keystore.output).toBe('keystore: a malformed message came in; ending\n')
    expect(await keystore.client.status()).toMatchObject({ state: 'stopped' })
    expect(await keystore.client.listKeys()).toEqual([key])
  })

  it('is refused a store that another process has open', async () => {
    const first = start()
    await first.client.setUp()
    const second = start()
    expect(await second.client.recheck()).toEqual({ state: 'inUse' })
    await expect(second.client.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_IN_USE' })
    await first.stop()
    expect(await second.client.recheck()).toMatchObject({ state: 'open' })
  })
})
