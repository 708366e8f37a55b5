import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSheetFile } from '../../../src/keystore/kit/page/read-sheet-file.ts'
import type { VaultStatus } from '../../../src/shared/model/vault.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { RecoveryRoom } from '../../support/recovery-room.ts'
import { acts } from '../../support/vault-acts.ts'

let room: RecoveryRoom
beforeEach(() => {
  room = new RecoveryRoom()
})
afterEach(() => room.remove())

const plain = { form: 'plain', passphrase: null, threshold: null, sheets: 1, madeFor: 'test' } as const
const isThere = (name: string): boolean => room.list().includes(name)

it('the sheet of a kit stays where nobody can say whether the vault took it: it may be its only one', async () => {
  const { call } = room.start(await room.bench.startOpen())
  room.chosen = [room.path('kit.pdf')]
  let isGone = false
  room.answering = (operation) => {
    isGone ||= operation === 'adoptKit'
    if (isGone) throw new VaultError('KEYSTORE_STOPPED', 'the keystore process ended')
  }
  await expect(call['recovery.makeKit'](plain)).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
  expect(isThere('kit.pdf')).toBe(true)
})

it('what changed while no backup could be written is made up for when the vault is opened', async () => {
  const vault = await room.bench.startOpen()
  const before = room.start(vault)
  room.chosen = [room.path('kit.pdf')]
  await before.call['recovery.makeKit'](plain)
  mkdirSync(room.path('backups'))
  room.chosen = [room.path('backups')]
  await before.call['backup.chooseFolder']({})
  await before.close()
  const names = () => readdirSync(room.path('backups'))
  expect(names()).toHaveLength(1)
  await acts(vault).createKey({ alias: 'later', description: '' })
  room.statusListeners.length = 0
  // The app is started again: no news of that change comes any more.
  const after = room.start(vault)
  for (const listener of room.statusListeners) listener(vault.status as VaultStatus)
  await after.close()
  expect(names()).toHaveLength(2)
})

it('a kit that is opened again ends the session before: one process at most has a kit in its memory', async () => {
  const { call } = room.start(await room.bench.startOpen())
  room.chosen = [room.path('kit.pdf')]
  await call['recovery.makeKit'](plain)
  const sheets = [readSheetFile(readFileSync(room.path('kit.pdf')))]
  const before = room.kits.counts.started - room.kits.counts.ended
  for (let count = 0; count < 2; count += 1)
    await call['recovery.beginSession']({ from: 'typed', sheets, passphrase: null })
  expect(room.kits.counts.started - room.kits.counts.ended).toBe(before + 1)
  await call['recovery.endSession']({})
  expect(room.kits.counts.started).toBe(room.kits.counts.ended)
})
