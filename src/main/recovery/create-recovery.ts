import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { HandlersOf } from '../../shared/handlers-of.ts'
import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import type { KitDraft, KitEntry, RecoveryStatus } from '../../shared/model/recovery.ts'
import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import type { BackupKeeper } from './backup-keeper.ts'
import { backupEnding } from './backup-names.ts'
import { KitProcess, withKitProcess, type KitInput, type KitProcessOptions } from './kit-process.ts'
import { KitSession } from './kit-session.ts'
import type { RecoveryPaths } from './recovery-paths.ts'
import { rehearse } from './rehearse.ts'

export interface RecoveryOptions {
  readonly keystore: KeystoreCalls
  readonly backups: BackupKeeper
  readonly paths: RecoveryPaths
  /** How a kit process is started; `home`: an empty folder that it takes for the person's. */
  readonly kitProcess: (home: string) => KitProcessOptions
  /** The system's folder for temporary files. */
  readonly temporary: string
  readonly now: () => Date
  /** What the activity log is told. */
  readonly note: (entry: NewActivity) => void
  /** Told when what `recovery.status` says may have changed. */
  readonly onChange: () => void
  /** Runs what may open the vault: a lock that is asked for meanwhile comes after it. Default: at once. */
  readonly opening?: <T>(run: () => Promise<T>) => Promise<T>
}

export interface Recovery {
  readonly handlers: HandlersOf<'recovery' | 'backup'>
  /** The kit that files are opened with now. */
  session(): KitSession | null
  /** For a lock, whatever it was for: it ends in every state of the vault. */
  endSession(): void
  /** Ends the session and writes the backup that waits. */
  close(): Promise<void>
}

/** The most backups that were looked at and may still be restored. */
const mostFound = 16

/** The calls of `recovery.*` and `backup.*`. Paths come from dialogs; what opens anything stays in the kit's process. */
export function createRecovery(options: RecoveryOptions): Recovery {
  const { keystore, backups, paths, onChange, opening = (run) => run() } = options
  const sessions = new Sessions(options)
  const found = new Map<string, string>()

  async function status(): Promise<RecoveryStatus> {
    // What cannot be read now is told by the vault's own state.
    const kits = await keystore.call('listKits', {}).catch(() => [])
    const kit = kits.find(({ revokedAt }) => revokedAt === null) ?? null
    const formerKits = kits.filter((each) => each !== kit).slice(0, 100)
    const backup = await backups.standing()
    return { kit, formerKits, session: sessions.told(), backup }
  }

  async function changed(): Promise<RecoveryStatus> {
    onChange()
    return await status()
  }

  const handlers: HandlersOf<'recovery' | 'backup'> = {
    'recovery.status': status,
    'recovery.makeKit': (draft) => makeKit(options, draft).finally(onChange),
    'recovery.rehearse': async (kitEntry) => {
      const entry = await entryOf(options, kitEntry)
      return entry === null ? null : await rehearseKit(options, entry).finally(onChange)
    },
    'recovery.revoke': async ({ kitId }) => {
      await keystore.call('revokeKit', { kitId })
      return await changed()
    },
    'recovery.beginSession': async (kitEntry) => {
      const entry = await entryOf(options, kitEntry)
      if (entry === null) return null
      await sessions.begin(entry)
      return await status()
    },
    'recovery.endSession': async () => {
      sessions.end()
      return await status()
    },
    'backup.makeNow': async () => {
      const isChosen = (await backups.folder()) !== null
      const file = isChosen ? null : await paths.newFile('Save a backup of your keys', `keys${backupEnding}`)
      if (!isChosen && file === null) return null
      await backups.makeNow(file)
      return await changed()
    },
    'backup.chooseFolder': async () => {
      const folder = await paths.folder('Choose where backups go')
      if (folder === null) return null
      await backups.useFolder(folder)
      return await changed()
    },
    'backup.forgetFolder': async () => {
      await backups.useFolder(null)
      return await changed()
    },
    'backup.find': async () => {
      const file = await paths.file('Choose a backup of your keys')
      if (file === null) return null
      const { madeAt, kitId, epoch, keyCount, madeFor, compared } = await keystore.call('findBackup', {
        path: file,
      })
      const backupId = randomUUID()
      found.set(backupId, file)
      for (const old of [...found.keys()].slice(0, -mostFound)) found.delete(old)
      return { backupId, name: path.basename(file), madeAt, kitId, epoch, keyCount, madeFor, compared }
    },
    'backup.restore': async ({ backupId, kit, ...wanted }) => {
      const file = found.get(backupId)
      if (file === undefined)
        throw new VaultError('BACKUP_INVALID', 'this backup was not chosen; choose it again')
      const entry = await entryOf(options, kit)
      if (entry === null) return null
      const restore = () => keystore.call('restoreBackup', { path: file, kit: entry, ...wanted })
      return await opening(restore).finally(onChange)
    },
  }
  keystore.onStatus(({ state }) => {
    if (state === 'locked') sessions.end()
    onChange()
  })
  return {
    handlers,
    session: () => sessions.current,
    endSession: () => sessions.end(),
    close: async () => {
      sessions.end()
      await backups.close()
    },
  }
}

/** The one kit that is open now. */
class Sessions {
  readonly #options: RecoveryOptions
  #current: KitSession | null = null
  /** How often all were ended: one that was opening meanwhile ends too. */
  #ends = 0

  constructor(options: RecoveryOptions) {
    this.#options = options
  }

  get current(): KitSession | null {
    return this.#current
  }

  told(): RecoveryStatus['session'] {
    return this.#current && { kitId: this.#current.kitId, since: this.#current.since }
  }

  async begin(entry: KitInput<'openKit'>): Promise<void> {
    const { kitProcess, temporary, now, note, onChange } = this.#options
    const ends = this.#ends
    const session = await KitSession.open(new KitProcess(kitProcess(temporary)), entry, now).catch(
      (error: unknown) => {
        note({ ...kitUsed('begin'), code: isVaultError(error) ? error.code : 'INTERNAL' })
        throw error
      },
    )
    if (ends !== this.#ends) {
      session.end()
      throw new VaultError('KEYSTORE_LOCKED', 'the vault was locked while the kit was opened; open it again')
    }
    this.#current?.end()
    this.#current = session
    note(kitUsed('begin', { kit: session.kitId }))
    session.onEnd(() => {
      note(kitUsed('end', { kit: session.kitId, opened: session.openedDoors }))
      if (this.#current === session) this.#current = null
      onChange()
    })
    onChange()
  }

  end(): void {
    this.#ends += 1
    this.#current?.end()
    this.#current = null
  }
}

function kitUsed(session: 'begin' | 'end', facts: NewActivity['facts'] = {}): NewActivity {
  return { ...plainActivity, area: 'access', what: 'useKit', service: 'local', facts: { session, ...facts } }
}

async function makeKit(
  { keystore, paths, kitProcess, temporary }: RecoveryOptions,
  { sheets, ...draft }: KitDraft,
) {
  // A vault that is not open would take the kit in vain, after its sheets were written.
  await keystore.call('listKits', {})
  const targets = await sheetPaths(paths, draft.form, sheets)
  if (targets === null) return null
  const made = await withKitProcess(kitProcess(temporary), (kit) =>
    kit.call('makeKit', { ...draft, paths: targets }),
  )
  const { publicKey, backupKey, savedAs } = made
  try {
    const kit = await keystore.call('adoptKit', { kit: made.kit, publicKey, backupKey })
    return { kit, savedAs: savedAs.map((each) => path.basename(each)) }
  } catch (error) {
    // An answer that was lost with the process says nothing: the only sheets of a kit in use must stay.
    if (await isUnknown(keystore, made.kit.kitId))
      // They open nothing, and would be taken for a kit.
      for (const sheet of savedAs) await rm(sheet, { force: true }).catch(() => undefined)
    throw error
  } finally {
    backupKey.fill(0)
  }
}

/** Whether the store says that it has no such kit. False where it cannot be asked now. */
async function isUnknown(keystore: KeystoreCalls, kitId: string): Promise<boolean> {
  const kits = await keystore.call('listKits', {}).catch(() => null)
  return kits !== null && kits.every((kit) => kit.kitId !== kitId)
}

async function sheetPaths(
  paths: RecoveryPaths,
  form: KitDraft['form'],
  sheets: number,
): Promise<string[] | null> {
  if (form !== 'shares') {
    const file = await paths.newFile('Save the recovery kit', 'keyhold-kit.pdf')
    return file === null ? null : [file]
  }
  const folder = await paths.folder('Choose where the sheets go')
  if (folder === null) return null
  return Array.from({ length: sheets }, (_, at) =>
    path.join(folder, `keyhold-kit {kit} sheet ${at + 1} of ${sheets}.pdf`),
  )
}

/** What was typed, or the text of the files that a person chooses; null where they closed the dialog. */
async function entryOf(
  { paths, kitProcess, temporary }: RecoveryOptions,
  { from, sheets, passphrase }: KitEntry,
): Promise<KitInput<'openKit'> | null> {
  if (from === 'typed') {
    if (sheets.length === 0) throw new VaultError('KIT_TEXT_INVALID', 'no sheet of a recovery kit was typed')
    return { sheets, passphrase }
  }
  const files = await paths.files('Choose the sheets of the kit')
  if (files === null) return null
  const read = await withKitProcess(kitProcess(temporary), (kit) =>
    kit.call('readSheets', { paths: [...files] }),
  )
  return { sheets: read.sheets, passphrase }
}

async function rehearseKit(
  { keystore, temporary, kitProcess, now }: RecoveryOptions,
  entry: KitInput<'openKit'>,
): Promise<{ kitId: string; seconds: number }> {
  const kit = await keystore.call('kitPublicKey', {})
  if (kit === null) throw new VaultError('KIT_NOT_MADE', 'there is no recovery kit to rehearse')
  const { seconds } = await rehearse({ kit, entry, temporary, processIn: kitProcess, now })
  await keystore.call('noteRehearsal', { kitId: kit.kitId, at: now().toISOString() })
  return { kitId: kit.kitId, seconds }
}
