import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Files } from '../jobs/files/files.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import type { SpawnKeystore } from '../keys/keystore/keystore-process.ts'
import { jsonFile } from '../shell/json-file.ts'
import { BackupKeeper } from './backup-keeper.ts'
import { backupNotes } from './backup-notes.ts'
import { createRecovery, type Recovery, type RecoveryOptions } from './create-recovery.ts'
import { kitEnvironment } from './kit-environment.ts'
import { RecoveryPaths, type RecoveryDialogs } from './recovery-paths.ts'

export interface WireRecoveryOptions {
  readonly keystore: KeystoreCalls
  /** Starts the keystore's program, here as a kit process. */
  readonly spawn: SpawnKeystore
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The folder of this profile: what is remembered of backups is there. */
  readonly profile: string
  readonly appFolder: string
  readonly dialogs: RecoveryDialogs
  readonly files: Files
  readonly note: RecoveryOptions['note']
  readonly labelFolder: (folder: string) => string
  readonly now: () => Date
  readonly opening: NonNullable<RecoveryOptions['opening']>
}

export interface WiredRecovery extends Recovery {
  /** Called when what `recovery.status` says may have changed. Returns the unsubscriber. */
  onChange(listener: () => void): () => void
}

/** Milliseconds that changes are gathered before a backup. */
const backupPause = 4000

/** The recovery kit and backups of one profile. */
export function wireRecovery(options: WireRecoveryOptions): WiredRecovery {
  const {
    keystore,
    spawn,
    environment,
    profile,
    appFolder,
    dialogs,
    files,
    labelFolder,
    note,
    now,
    opening,
  } = options
  const listeners = new Set<() => void>()
  const onChange = (): void => {
    for (const listener of listeners) listener()
  }
  const notes = jsonFile({ path: path.join(profile, 'backups.json'), schema: backupNotes, now })
  const recovery = createRecovery({
    keystore,
    backups: new BackupKeeper({ keystore, notes, labelFolder, now, pause: backupPause, onChange }),
    paths: new RecoveryPaths({ dialogs, files, protectedFolders: [profile, appFolder] }),
    kitProcess: (home) => ({ spawn, environment: kitEnvironment(environment, process.platform, home) }),
    temporary: tmpdir(),
    now,
    note,
    onChange,
    opening,
  })
  return {
    ...recovery,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
