import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import type { RecoveryStatus } from '../../shared/model/recovery.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import type { JsonFile } from '../shell/json-file.ts'
import { backupName, isUnfinishedOf, namesToRemove } from './backup-names.ts'
import { noBackups, type BackupNotes } from './backup-notes.ts'

export interface BackupKeeperOptions {
  readonly keystore: KeystoreCalls
  readonly notes: JsonFile<BackupNotes>
  readonly labelFolder: (folder: string) => string
  readonly now: () => Date
  /** Milliseconds that changes are gathered before a backup is written. */
  readonly pause: number
  readonly onChange: () => void
}

/**
 * Writes a backup into the folder that a person chose, after each change of the store and by hand. What keeps it from that is
 * told by `standing` and hinders no other work.
 */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions
  #notes: BackupNotes | undefined
  #timer: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(options: BackupKeeperOptions) {
    this.#options = options
    const { keystore } = options
    keystore.onNews(({ news }) => {
      if (news === 'changed') this.#soon()
    })
    // Also what changed before the app was ended, or while the folder was away.
    keystore.onStatus(({ state }) => {
      if (state === 'open') this.#soon()
    })
  }

  async standing(): Promise<RecoveryStatus['backup']> {
    const { folder, lastAt, lastName, problem } = await this.#read()
    const label = folder === null ? null : this.#options.labelFolder(folder)
    return { folder: label, lastAt, lastName, problem }
  }

  async folder(): Promise<string | null> {
    return (await this.#read()).folder
  }

  /** From now on backups go there; one at once, and a failure is told by the standing. */
  async useFolder(folder: string | null): Promise<void> {
    // What another folder got is not in this one.
    await this.#inTurn(async () => this.#write({ folder, problem: null, lastEpoch: null }))
    if (folder !== null) await this.#inTurn(() => this.#byItself())
  }

  /** Writes one to a new file. Throws KIT_NOT_MADE and the disk's errors. */
  makeNow(file: string | null): Promise<void> {
    return this.#inTurn(() => this.#make(file))
  }

  /** Writes what still waits, and stops. */
  async close(): Promise<void> {
    this.#isClosed = true
    const isWaiting = this.#timer !== undefined
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (isWaiting) await this.#inTurn(() => this.#byItself())
    await this.#last
  }

  #soon(): void {
    if (this.#isClosed || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#inTurn(() => this.#byItself())
    }, this.#options.pause)
    this.#timer.unref()
  }

  /** Never throws. */
  async #byItself(): Promise<void> {
    try {
      await this.#tidy()
      const { folder, lastEpoch, problem } = await this.#read()
      if (folder === null) return
      const { epoch } = await this.#options.keystore.call('health', {})
      if (epoch === null || (epoch === lastEpoch && problem === null)) return
      await this.#make(null)
    } catch (error) {
      // A vault that was locked meanwhile is backed up when it opens.
      if (isVaultError(error) && waits.has(error.code)) return
      const problem = isVaultError(error) ? error.code : 'INTERNAL'
      await this.#write({ problem }).catch(() => undefined)
    }
  }

  async #make(file: string | null): Promise<void> {
    const { keystore, now } = this.#options
    const { folder } = await this.#read()
    const [kit] = (await keystore.call('listKits', {})).filter(({ revokedAt }) => revokedAt === null)
    if (kit === undefined)
      throw new VaultError('KIT_NOT_MADE', 'there is no recovery kit to seal a backup to')
    const { epoch } = await keystore.call('health', {})
    const target = file ?? path.join(folder ?? '', backupName(kit.kitId, epoch ?? 0, now()))
    await this.#tidy()
    await this.#write({ writing: target })
    const made = await keystore
      .call('writeBackup', { path: target, madeFor: kit.madeFor })
      .finally(() => this.#tidy())
    const last = { lastAt: now().toISOString(), lastName: path.basename(target) }
    if (file !== null) return await this.#write(last)
    await this.#write({ ...last, lastEpoch: made.epoch, problem: null })
    if (folder !== null) await removeOld(folder, { kitId: kit.kitId, written: last.lastName })
  }

  /** What a process that was killed in the middle left beside the file. Never throws: the next one tries again. */
  async #tidy(): Promise<void> {
    const { writing } = await this.#read()
    if (writing === null) return
    try {
      await removeUnfinished(writing)
      await this.#write({ writing: null })
    } catch {
      // Its disk may be away.
    }
  }

  async #read(): Promise<BackupNotes> {
    return (this.#notes ??= (await this.#options.notes.read().catch(() => undefined)) ?? noBackups)
  }

  async #write(changed: Partial<BackupNotes>): Promise<void> {
    const notes = { ...(await this.#read()), ...changed }
    this.#notes = notes
    this.#options.onChange()
    await this.#options.notes.write(notes)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}

const waits: ReadonlySet<string> = new Set(['KEYSTORE_LOCKED', 'KEYSTORE_STOPPED', 'KEYSTORE_NOT_SET_UP'])

/** Throws where the folder cannot be read: its disk may come back with what is in it. */
async function removeUnfinished(file: string): Promise<void> {
  const [folder, name] = [path.dirname(file), path.basename(file)]
  for (const each of await readdir(folder))
    if (isUnfinishedOf(name, each)) await rm(path.join(folder, each), { force: true })
}

/** The new one is written already; one that is not removed now is removed with the next. */
async function removeOld(folder: string, kept: Parameters<typeof namesToRemove>[1]): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of namesToRemove(names, kept))
    await rm(path.join(folder, name), { force: true }).catch(() => undefined)
}
