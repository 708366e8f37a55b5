import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '../../src/keystore/vault.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import type { KeystoreCalls } from '../../src/main/keys/keystore/keystore-calls.ts'
import type { KeystoreNews } from '../../src/main/keys/keystore/keystore-connection.ts'
import { BackupKeeper } from '../../src/main/recovery/backup-keeper.ts'
import type { BackupNotes } from '../../src/main/recovery/backup-notes.ts'
import { createRecovery } from '../../src/main/recovery/create-recovery.ts'
import { RecoveryPaths } from '../../src/main/recovery/recovery-paths.ts'
import type { NewActivity } from '../../src/shared/model/activity.ts'
import type { VaultStatus } from '../../src/shared/model/vault.ts'
import { operate } from './vault-acts.ts'
import { VaultBench } from './vault-bench.ts'
import { quickKitDeps } from './quick-kit.ts'
import { kitsInMemory } from './kit-in-memory.ts'
import { roomFolder } from './room-folder.ts'

/** The recovery of one profile, with a vault in this process, and dialogs that a test answers. */
export class RecoveryRoom {
  readonly folder = roomFolder('keyhold-recovery-')
  readonly profile = join(this.folder, 'profile')
  readonly temporary = join(this.folder, 'temporary')
  readonly bench = new VaultBench()
  readonly kits = kitsInMemory(quickKitDeps())
  readonly statusListeners: ((status: VaultStatus) => void)[] = []
  readonly newsListeners: ((news: KeystoreNews) => void)[] = []
  /** What the next dialogs give. */
  chosen: string[] = []
  notes: BackupNotes | undefined
  changes = 0
  /** Work that the lock was told of, because it opens the vault. */
  openings = 0
  /** What the activity log was told. */
  readonly noted: NewActivity[] = []
  /** Called when the vault has done an operation; what it throws is what the caller sees. */
  answering: (operation: string) => void = () => undefined

  constructor() {
    for (const folder of [this.profile, this.temporary]) mkdirSync(folder)
  }

  start(vault: Vault) {
    const keystore: KeystoreCalls = {
      call: async (operation, input) => {
        const output = await operate(vault, operation, structuredClone(input))
        this.answering(operation)
        return output
      },
      onStatus: (listener) => this.#add(this.statusListeners, listener),
      onNews: (listener) => this.#add(this.newsListeners, listener),
    }
    const now = (): Date => this.bench.now
    const onChange = (): void => void (this.changes += 1)
    const notes = {
      read: async () => this.notes,
      write: async (value: BackupNotes) => void (this.notes = value),
    }
    const backups = new BackupKeeper({
      keystore,
      notes,
      labelFolder: () => 'a folder',
      now,
      pause: 5,
      onChange,
    })
    const dialogs = {
      file: async () => this.chosen[0],
      newFile: async () => this.chosen[0],
      someFolder: async () => this.chosen[0],
      someFiles: async () => this.chosen,
    }
    const recovery = createRecovery({
      keystore,
      backups,
      paths: new RecoveryPaths({ dialogs, files: nodeFiles, protectedFolders: [this.profile] }),
      kitProcess: (home) => ({ spawn: this.kits.spawn, environment: { HOME: home } }),
      temporary: this.temporary,
      now,
      note: (entry) => this.noted.push(entry),
      onChange,
      opening: (run) => {
        this.openings += 1
        return run()
      },
    })
    return { ...recovery, call: recovery.handlers, backups }
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names)
  }

  list(): readonly string[] {
    return readdirSync(this.folder).sort()
  }

  remove(): void {
    this.bench.remove()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #add<T>(listeners: T[], listener: T): () => void {
    listeners.push(listener)
    return () => undefined
  }
}
