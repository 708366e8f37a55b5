import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeystoreCalls } from '../../../../src/main/keys/keystore/keystore-calls.ts'
import { BackupKeeper } from '../../../../src/main/recovery/backup-keeper.ts'
import { backupNotes, noBackups, type BackupNotes } from '../../../../src/main/recovery/backup-notes.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const kitId = 'KH-7Q2M7Q2M'
const half = '00000000-0000-4000-8000-000000000000.unfinished'
const open: VaultStatus = {
  state: 'open',
  mode: 'keychain',
  keychain: 'k',
  storeId: 's',
  createdAt: 't',
  keyCount: 1,
}

let folder: string
let notes: BackupNotes | undefined
let tellOpen: () => void
let write: (path: string) => void

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-keeper-'))
  notes = undefined
  write = (path) => writeFileSync(path, 'whole')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A keeper over a keystore that answers what a backup needs. */
function keeper(): BackupKeeper {
  const answers: Readonly<Record<string, (input: { readonly path: string }) => unknown>> = {
    listKits: () => [{ kitId, madeFor: 'test', revokedAt: null }],
    health: () => ({ epoch: 7 }),
    writeBackup: ({ path }) => {
      write(path)
      return { epoch: 7, bytes: 5 }
    },
  }
  const keystore = {
    call: async (operation: string, input: { readonly path: string }) => answers[operation]?.(input),
    onNews: () => () => undefined,
    onStatus: (listener: (status: VaultStatus) => void) => {
      tellOpen = () => listener(open)
      return () => undefined
    },
  } as unknown as KeystoreCalls
  return new BackupKeeper({
    keystore,
    notes: { read: async () => notes, write: async (value) => void (notes = value) },
    labelFolder: () => 'a folder',
    now: () => new Date('2026-11-23T10:00:00.123Z'),
    pause: 1,
    onChange: () => undefined,
  })
}

const killed = (path: string): never => {
  writeFileSync(`${path}.${half}`, 'half')
  throw new VaultError('KEYSTORE_STOPPED', 'the process ended')
}

describe('what is left of a backup that was cut off', () => {
  it('is removed at once where only the keystore process was killed, by hand and by itself', async () => {
    write = killed
    await expect(keeper().makeNow(join(folder, 'by hand'))).rejects.toMatchObject({
      code: 'KEYSTORE_STOPPED',
    })
    await keeper().useFolder(folder)
    expect(readdirSync(folder)).toEqual([])
    expect(notes).toMatchObject({ writing: null, problem: null, lastName: null })
  })

  it('is removed by the next run of the app where that ended too, and nothing else is', async () => {
    const mine = join(folder, 'by hand')
    const others = [`other.${half}`, `by hand.mine.unfinished`, 'by hand.keyhold-backup']
    for (const name of [...others, `by hand.${half}`]) writeFileSync(join(folder, name), 'x')
    notes = { ...noBackups, writing: mine }
    const backups = keeper()
    tellOpen()
    while (notes.writing !== null) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(readdirSync(folder).sort()).toEqual(others.toSorted())
    await backups.close()
  })

  it('is remembered while its disk is away', async () => {
    notes = { ...noBackups, writing: join(folder, 'away', 'by hand') }
    const backups = keeper()
    tellOpen()
    await new Promise((resolve) => setTimeout(resolve, 10))
    await backups.close()
    expect(notes.writing).toBe(join(folder, 'away', 'by hand'))
  })
})

it('notes what it writes before it is written, and tells nobody where', async () => {
  let noted: string | null | undefined
  write = (path) => {
    noted = notes?.writing
    writeFileSync(path, 'whole')
  }
  const backups = keeper()
  await backups.makeNow(join(folder, 'by hand'))
  expect(noted).toBe(join(folder, 'by hand'))
  expect(notes).toMatchObject({ writing: null, lastName: 'by hand' })
  expect(Object.keys(await backups.standing()).toSorted()).toEqual([
    'folder',
    'lastAt',
    'lastName',
    'problem',
  ])
})

it('reads the notes of an earlier version, which know of no such file', () => {
  const { writing: _writing, ...earlier } = noBackups
  expect(backupNotes.parse(earlier)).toEqual(noBackups)
})
