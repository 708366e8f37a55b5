import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSheetFile } from '../../../src/keystore/kit/page/read-sheet-file.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { acts } from '../../support/vault-acts.ts'
import { RecoveryRoom } from '../../support/recovery-room.ts'

let room: RecoveryRoom
beforeEach(() => {
  room = new RecoveryRoom()
})
afterEach(() => room.remove())

const plain = { form: 'plain', passphrase: null, threshold: null, sheets: 1, madeFor: 'test' } as const
const files = { from: 'files' as const, sheets: [], passphrase: null }

async function withKit() {
  const vault = await room.bench.startOpen()
  const recovery = room.start(vault)
  room.chosen = [room.path('kit.pdf')]
  const made = await recovery.call['recovery.makeKit'](plain)
  if (made === null) throw new Error('no kit')
  return { vault, ...recovery, made }
}

const typed = () => ({
  from: 'typed' as const,
  sheets: [readSheetFile(readFileSync(room.path('kit.pdf')))],
  passphrase: null,
})

describe('making a kit', () => {
  it('writes its sheet where the person said and makes it the kit in use', async () => {
    const { call, made } = await withKit()
    expect(made.savedAs).toEqual(['kit.pdf'])
    const status = await call['recovery.status']({})
    expect(status.kit).toEqual(made.kit)
    expect(room.kits.counts).toEqual({ started: 1, ended: 1 })
  })

  it('does nothing where the dialog was closed, or lies in folders of the app', async () => {
    const { call } = room.start(await room.bench.startOpen())
    expect(await call['recovery.makeKit'](plain)).toBeNull()
    room.chosen = [room.path('profile', 'kit.pdf')]
    await expect(call['recovery.makeKit'](plain)).rejects.toMatchObject({ code: 'PATH_NOT_ALLOWED' })
    expect(room.kits.counts.started).toBe(0)
  })

  it('writes no sheet where the vault would not take the kit', async () => {
    const { call } = room.start(await room.bench.start())
    room.chosen = [room.path('kit.pdf')]
    await expect(call['recovery.makeKit'](plain)).rejects.toMatchObject({ code: 'KEYSTORE_NOT_SET_UP' })
    expect(room.list()).not.toContain('kit.pdf')
  })

  it('keeps the sheet of a kit that the vault took though its answer was lost', async () => {
    const { call } = room.start(await room.bench.startOpen())
    room.chosen = [room.path('kit.pdf')]
    room.answering = (operation) => {
      if (operation === 'adoptKit') throw new VaultError('KEYSTORE_STOPPED', 'the keystore process ended')
    }
    await expect(call['recovery.makeKit'](plain)).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect((await call['recovery.status']({})).kit).not.toBeNull()
    expect(await call['recovery.rehearse'](typed())).not.toBeNull()
  })

  it('removes the sheet of a kit that the vault did not take', async () => {
    const vault = await room.bench.startOpen()
    const { call } = room.start(vault)
    room.chosen = [room.path('kit.pdf')]
    await vault.change(async (store) =>
      store.change((database) => {
        const insert = database.prepare(
          `INSERT INTO kits (kit_id, fingerprint, public_key, form, threshold, sheets, made_for, made_at, rehearsed_at,
          revoked_at) VALUES (?, ?, ?, 'plain', NULL, 1, 'test', ?, NULL, ?)`,
        )
        const at = room.bench.now.toISOString()
        for (let number = 100; number < 200; number += 1)
          insert.run(`KH-00000${number}`, String(number).padStart(64, '0'), Buffer.alloc(4), at, at)
      }),
    )
    await expect(call['recovery.makeKit'](plain)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(room.list()).not.toContain('kit.pdf')
  })

  it('puts shares into a folder, one file each', async () => {
    const { call } = room.start(await room.bench.startOpen())
    mkdirSync(room.path('sheets'))
    room.chosen = [room.path('sheets')]
    const made = await call['recovery.makeKit']({ ...plain, form: 'shares', threshold: 2, sheets: 3 })
    const kitId = made?.kit.kitId ?? ''
    expect(readdirSync(room.path('sheets')).sort()).toEqual(
      [1, 2, 3].map((at) => `keyhold-kit ${kitId} sheet ${at} of 3.pdf`),
    )
  })

  it('lists the one before as a former kit', async () => {
    const { call, made } = await withKit()
    room.chosen = [room.path('second.pdf')]
    const second = await call['recovery.makeKit'](plain)
    const status = await call['recovery.status']({})
    expect([status.kit?.kitId, status.formerKits.map(({ kitId }) => kitId)]).toEqual([
      second?.kit.kitId,
      [made.kit.kitId],
    ])
    const revoked = await call['recovery.revoke']({ kitId: second?.kit.kitId ?? '' })
    expect([revoked.kit, revoked.formerKits.length]).toEqual([null, 2])
  })
})

describe('a rehearsal', () => {
  it.each(['files', 'typed'] as const)('opens a sample with %s and is noted', async (from) => {
    const { call, made } = await withKit()
    const done = await call['recovery.rehearse'](from === 'files' ? files : typed())
    expect(done).toMatchObject({ kitId: made.kit.kitId })
    expect((await call['recovery.status']({})).kit?.rehearsedAt).toBe(room.bench.now.toISOString())
    expect(readdirSync(room.temporary)).toEqual([])
    expect(room.kits.counts.ended).toBe(room.kits.counts.started)
  })

  it('with another kit is none', async () => {
    const { call } = await withKit()
    room.chosen = [room.path('second.pdf')]
    await call['recovery.makeKit'](plain)
    await expect(call['recovery.rehearse'](typed())).rejects.toMatchObject({ code: 'KIT_WRONG' })
    expect((await call['recovery.status']({})).kit?.rehearsedAt).toBeNull()
  })
})

describe('a session with a kit', () => {
  it('opens doors until it is ended, and its process with it', async () => {
    const { call, session, made } = await withKit()
    expect(session()).toBeNull()
    expect((await call['recovery.beginSession'](typed()))?.session?.kitId).toBe(made.kit.kitId)
    expect(session()).toMatchObject({ namespace: 'keyhold-recovery', fingerprint: made.kit.fingerprint })
    expect((await call['recovery.endSession']({})).session).toBeNull()
    expect(session()).toBeNull()
    expect(room.kits.counts.ended).toBe(room.kits.counts.started)
  })

  it('ends with a lock', async () => {
    const { call, session } = await withKit()
    await call['recovery.beginSession'](typed())
    const locked = {
      state: 'locked',
      mode: 'keychain',
      cause: 'person',
      at: '',
      wrongTries: 0,
      retryAt: null,
    } as const
    for (const listener of room.statusListeners) listener(locked)
    expect(session()).toBeNull()
    expect(room.kits.counts.ended).toBe(room.kits.counts.started)
  })

  it('does not begin where a lock came while the kit was opened', async () => {
    const { call, session } = await withKit()
    const begun = call['recovery.beginSession'](typed())
    await Promise.resolve()
    const locked = { state: 'locked', mode: 'keychain', cause: 'person', at: '', wrongTries: 0 } as const
    for (const listener of room.statusListeners) listener({ ...locked, retryAt: null })
    await expect(begun).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    expect(session()).toBeNull()
    expect(room.kits.counts.ended).toBe(room.kits.counts.started)
  })

  it('ends with a lock where there is no keystore, and says so', async () => {
    await withKit()
    const other = new RecoveryRoom()
    const { call, session, endSession } = other.start(await other.bench.start())
    await call['recovery.beginSession'](typed())
    const { changes } = other
    endSession()
    expect(session()).toBeNull()
    expect(other.changes).toBeGreaterThan(changes)
    expect((await call['recovery.status']({})).session).toBeNull()
    expect(other.kits.counts.ended).toBe(other.kits.counts.started)
    other.remove()
  })

  it('is noted when it begins, with what it opened when it ends, and in vain', async () => {
    const { call, made } = await withKit()
    await call['recovery.beginSession'](typed())
    await call['recovery.endSession']({})
    const { kitId } = made.kit
    const inVain = call['recovery.beginSession']({ ...typed(), sheets: ['no sheet'] })
    await expect(inVain).rejects.toMatchObject({ code: 'KIT_TEXT_INVALID' })
    expect(room.noted.map(({ what, code, facts }) => [what, code, facts])).toEqual([
      ['useKit', null, { session: 'begin', kit: kitId }],
      ['useKit', null, { session: 'end', kit: kitId, opened: 0 }],
      ['useKit', 'KIT_TEXT_INVALID', { session: 'begin' }],
    ])
  })

  it('works where there is no keystore at all', async () => {
    await withKit()
    const other = new RecoveryRoom()
    const { call, session } = other.start(await other.bench.start())
    await call['recovery.beginSession'](typed())
    expect(session()).not.toBeNull()
    other.remove()
  })
})

async function withFolder() {
  const all = await withKit()
  mkdirSync(room.path('backups'))
  room.chosen = [room.path('backups')]
  const status = await all.call['backup.chooseFolder']({})
  return { ...all, status }
}
const names = () => readdirSync(room.path('backups')).sort()
const changed = () => {
  for (const listener of room.newsListeners) listener({ news: 'changed', epoch: 0 })
}

describe('backups', () => {
  it('go to the folder at once, whose path stays here', async () => {
    const { status } = await withFolder()
    expect(names()).toHaveLength(1)
    expect(status?.backup).toMatchObject({ folder: 'a folder', lastName: names()[0], problem: null })
    expect(JSON.stringify(status)).not.toContain(room.folder)
  })

  it('go at once to a folder that is chosen after one was made by hand, and to the next one', async () => {
    const { call, backups } = await withKit()
    await backups.makeNow(room.path('by-hand.keyhold-backup'))
    for (const folder of ['backups', 'other']) {
      mkdirSync(room.path(folder))
      room.chosen = [room.path(folder)]
      const status = await call['backup.chooseFolder']({})
      expect(readdirSync(room.path(folder))).toEqual([status?.backup.lastName])
    }
  })

  it('follow changes, together, and nothing without a change', async () => {
    const { vault, close } = await withFolder()
    await acts(vault).createKey({ alias: 'a', description: '' })
    await acts(vault).createKey({ alias: 'b', description: '' })
    for (let count = 0; count < 5; count += 1) changed()
    await close()
    expect(names()).toHaveLength(2)
  })

  it('by hand elsewhere do not stand for those of the folder', async () => {
    const { vault, backups, close } = await withFolder()
    await acts(vault).createKey({ alias: 'a', description: '' })
    await backups.makeNow(room.path('by-hand.keyhold-backup'))
    changed()
    await close()
    expect(names()).toHaveLength(2)
  })

  it('are ten at most, and other files stay', async () => {
    const { vault, backups } = await withFolder()
    writeFileSync(room.path('backups', 'mine.keyhold-backup'), 'x')
    for (let count = 0; count < 11; count += 1) {
      await acts(vault).createKey({ alias: `key ${count}`, description: '' })
      await backups.makeNow(null)
    }
    expect(names()).toHaveLength(11)
    expect(names()).toContain('mine.keyhold-backup')
  })

  it('that cannot be written are a problem of the status, and are made up for', async () => {
    const { vault, call, backups } = await withFolder()
    rmSync(room.path('backups'), { recursive: true })
    await acts(vault).createKey({ alias: 'a', description: '' })
    changed()
    await backups.close()
    expect((await call['recovery.status']({})).backup.problem).not.toBeNull()
    await expect(call['backup.makeNow']({})).rejects.toThrow()
    mkdirSync(room.path('backups'))
    expect((await call['backup.makeNow']({}))?.backup.problem).toBeNull()
    expect(names()).toHaveLength(1)
  })

  it('restore what was chosen, with the kit', async () => {
    const { vault, call } = await withKit()
    await acts(vault).createKey({ alias: 'a', description: '' })
    room.chosen = [room.path('b.keyhold-backup')]
    await call['backup.makeNow']({})
    const other = new RecoveryRoom()
    const there = other.start(await other.bench.start())
    other.chosen = [room.path('b.keyhold-backup')]
    const found = await there.call['backup.find']({})
    expect(found).toMatchObject({ name: 'b.keyhold-backup', keyCount: 1, compared: null })
    const request = { kit: typed(), mode: 'keychain', passphrase: null, agreed: false } as const
    const restored = await there.call['backup.restore']({ backupId: found?.backupId ?? '', ...request })
    expect(restored).toMatchObject({ state: 'open', keyCount: 1 })
    expect(other.openings).toBe(1)
    await expect(there.call['backup.restore']({ backupId: 'no', ...request })).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
    })
    other.remove()
  })

  it('need no folder', async () => {
    const { call } = await withFolder()
    expect((await call['backup.forgetFolder']({})).backup.folder).toBeNull()
    expect(existsSync(room.path('backups'))).toBe(true)
  })
})
