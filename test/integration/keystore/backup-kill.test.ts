import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readParts } from '../../../src/keystore/backup/backup-form.ts'
import { BackupKeeper } from '../../../src/main/recovery/backup-keeper.ts'
import type { BackupNotes } from '../../../src/main/recovery/backup-notes.ts'
import { adoption, testKit, type TestKit } from '../../support/backup-room.ts'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { startKeyringSession, type KeyringSession } from '../../support/keyring-session.ts'

let session: KeyringSession
let folder: string
let kit: TestKit
const keystores: ForkedKeystore[] = []

function start(): ForkedKeystore {
  const keystore = new ForkedKeystore({ directory: join(folder, 'keystore'), env: session.env })
  keystores.push(keystore)
  return keystore
}

const backups = (...names: readonly string[]) => join(folder, 'backups', ...names)
const strays = () => readdirSync(join(folder, 'keystore')).filter((name) => /\.new-|\.restoring-/.test(name))
const aliasesOf = async ({ client }: ForkedKeystore) =>
  (await client.listKeys()).map(({ alias }) => alias).toSorted()

const rounds = 8

/** Lets `work` run for `time` milliseconds, then kills the process and waits until it is gone. */
async function killAfter(keystore: ForkedKeystore, time: number, work: Promise<unknown>) {
  const outcome = work.then(
    () => true,
    () => false,
  )
  await pause(time)
  const { child } = keystore
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const wasDone = await outcome
  await keystore.stop()
  return wasDone
}

async function timeOf(work: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work
  return performance.now() - began
}

const restore = ({ client }: ForkedKeystore) =>
  client.call('restoreBackup', {
    path: backups('whole'),
    kit: { sheets: [kit.sheet], passphrase: null },
    mode: 'keychain',
    passphrase: null,
    agreed: true,
  })

describeWithKeyring('kill -9 of the keystore process', () => {
  beforeEach(async () => {
    session = await startKeyringSession({ state: 'unlocked' })
    folder = mkdtempSync(join(tmpdir(), 'keyhold-backup-kill-'))
    mkdirSync(backups())
    kit = await testKit('one')
    const keystore = start()
    const { client } = keystore
    await client.setUp()
    await client.call('adoptKit', adoption(kit))
    await client.createKey({ alias: 'in both', description: '' })
    await client.call('writeBackup', { path: backups('whole'), madeFor: 'test' })
    await client.createKey({ alias: 'here alone', description: '' })
    await keystore.stop()
  })
  afterEach(async () => {
    for (const keystore of keystores.splice(0)) await keystore.stop()
    await session.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it(
    'at any moment of a restore leaves the old store or the new one, and each that was replaced',
    { timeout: 180_000 },
    async () => {
      const whole = readFileSync(backups('whole'))
      const first = start()
      await first.client.recheck()
      const longest = await timeOf(restore(first))
      await first.stop()
      let setAside = 1
      for (let round = 0; round < rounds; round += 1) {
        const keystore = start()
        await keystore.client.createKey({ alias: `here alone ${round}`, description: '' })
        const last = await aliasesOf(keystore)
        // The kit is opened first, which changes nothing and takes most of the time.
        await killAfter(keystore, longest * (0.5 + (0.6 * round) / rounds), restore(keystore))
        const after = start()
        expect(await after.client.recheck()).toMatchObject({ state: 'open' })
        const aliases = await aliasesOf(after)
        const isReplaced = aliases.length === 1
        expect(aliases).toEqual(isReplaced ? ['in both'] : last)
        if (isReplaced) setAside += 1
        expect((await after.client.call('health', {})).setAside).toHaveLength(setAside)
        expect(strays()).toEqual([])
        expect(readFileSync(backups('whole')).equals(whole)).toBe(true)
        await after.stop()
      }
    },
  )

  it(
    'at any moment of a backup leaves a whole file or none, no half one, and the store as it was',
    { timeout: 180_000 },
    async () => {
      let notes: BackupNotes | undefined
      const keeperOf = ({ client }: ForkedKeystore) =>
        new BackupKeeper({
          keystore: client,
          notes: { read: async () => notes, write: async (value) => void (notes = value) },
          labelFolder: () => 'a folder',
          now: () => new Date(),
          pause: 60_000,
          onChange: () => undefined,
        })
      const uncut = start()
      await uncut.client.recheck()
      const longest = await timeOf(keeperOf(uncut).makeNow(backups('first')))
      await uncut.stop()
      const made = new Set(['first', 'whole'])
      for (let round = 0; round < rounds; round += 1) {
        const name = `round ${round}`
        const keystore = start()
        await keystore.client.recheck()
        const wasDone = await killAfter(
          keystore,
          (longest * round) / rounds,
          keeperOf(keystore).makeNow(backups(name)),
        )
        if (existsSync(backups(name))) made.add(name)
        expect(!wasDone || made.has(name)).toBe(true)
        expect(readdirSync(backups()).toSorted()).toEqual([...made].toSorted())
        for (const each of made)
          expect(readParts(readFileSync(backups(each))).header.keyCount).toBeGreaterThan(0)
        const after = start()
        expect(await after.client.recheck()).toMatchObject({ state: 'open' })
        expect([await aliasesOf(after), strays()]).toEqual([['here alone', 'in both'], []])
        await after.stop()
      }
    },
  )
})
