import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { HandlersOf } from '../shared/handlers-of.ts'
import type { FileRecord } from '../shared/model/file-record.ts'
import type { Inspection } from '../shared/model/inspection.ts'
import type { KeyRow } from '../shared/model/key.ts'
import { storedSettings } from '../shared/model/settings.ts'
import { isVaultError } from '../shared/vault-error.ts'
import type { Catalog } from './catalog/catalog.ts'
import { createCatalog } from './catalog/create-catalog.ts'
import { createHistory } from './catalog/history.ts'
import type { HistoryPort } from './catalog/history-port.ts'
import type { Connections } from './credentials/connections.ts'
import { storedConnections } from './credentials/stored-connections.ts'
import type { Jobs } from './jobs/batches/jobs.ts'
import { createJobs } from './jobs/create-jobs.ts'
import { nodeFiles } from './jobs/files/node-files.ts'
import { inspectFile } from './jobs/inspect/inspect-file.ts'
import { folderLabel } from './jobs/plan/folder-label.ts'
import { localKeyRow } from './keys/keystore/local-key-row.ts'
import { localMaterials } from './keys/keystore/local-materials.ts'
import { createKeyServices } from './doors/create-key-services.ts'
import { signInsOf } from './doors/sign-ins-of.ts'
import type { KeyServices } from './doors/key-services.ts'
import { KeyFiles, type FileDialogs } from './key-admin/files/key-files.ts'
import { byService } from './key-admin/by-service.ts'
import { createLocalKeyAdmin } from './key-admin/local/create-local-key-admin.ts'
import { ChangesUnderWay } from './key-admin/changes-under-way.ts'
import { createKeyManaging } from './key-admin/managing/create-key-managing.ts'
import { createKeyReading } from './key-admin/reading/create-key-reading.ts'
import { followUnsettled } from './key-admin/reading/follow-unsettled.ts'
import { noteRefusals } from './key-admin/reading/note-refusals.ts'
import { Refusals } from './key-admin/reading/refusals.ts'
import { createKeyTrying } from './key-admin/trying/create-key-trying.ts'
import { KeystoreClient } from './keys/keystore/keystore-client.ts'
import { keystoreEnvironment } from './keys/keystore/keystore-environment.ts'
import type { SpawnKeystore } from './keys/keystore/keystore-process.ts'
import { createCoverage } from './rotation/coverage-port.ts'
import type { CoveragePort } from './rotation/coverage-port.ts'
import { createVaultLock, type ShownVault } from './lock/create-vault-lock.ts'
import { LockGate } from './lock/lock-gate.ts'
import type { SessionSignals } from './lock/session-signals.ts'
import { waitsForUnlock } from './lock/waits-for-unlock.ts'
import { createRotation } from './rotation/create-rotation.ts'
import { jsonFile } from './shell/json-file.ts'
import { noteAwsActivity } from './activity/aws-activity.ts'
import { createActivity } from './activity/create-activity.ts'
import { recordActivity, type ActivityNotes } from './activity/record-activity.ts'
import { createPeople } from './people/create-people.ts'
import { usualName } from './people/usual-name.ts'
import type { RecoveryDialogs } from './recovery/recovery-paths.ts'
import { wireRecovery, type WiredRecovery } from './recovery/wire-recovery.ts'
import { createVaultHandlers } from './vault-admin/create-vault-handlers.ts'
import { SettingsStore } from './shell/settings-store.ts'

export interface ServicesOptions {
  /** The folder that belongs to this profile; absolute. */
  readonly profile: string
  readonly appFolder: string
  readonly homeFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly spawnKeystore: SpawnKeystore
  /** The service name of this profile's keychain items. */
  readonly keychainService: string
  /** The built crypto worker. */
  readonly workerUrl: URL
  /** Hands an address of single sign-on to the system's browser. */
  readonly openSignInPage: (address: string) => Promise<void>
  /** Moves a file or folder to the system's trash. */
  readonly trash: (path: string) => Promise<void>
  /** The built thread of the catalog. */
  readonly catalogWorkerUrl: URL
  /** What the system tells of its session: when the vault is to lock. */
  readonly session: SessionSignals
  /** The system's dialogs for one file and for a new one; the person's own choice, never the page's. */
  readonly choose: FileDialogs & RecoveryDialogs
}

/** Everything that works without a window. */
export interface Services {
  readonly settings: SettingsStore
  readonly keystore: KeystoreClient
  readonly keyServices: KeyServices
  readonly connections: Connections
  readonly jobs: Jobs
  readonly catalog: Catalog
  readonly history: HistoryPort
  /** Looks at one file without any key. Throws where the path itself is not allowed. */
  readonly keyPages: HandlersOf<'key' | 'manage' | 'try'>
  readonly vault: HandlersOf<'vault'>
  readonly shownVault: Pick<ShownVault, 'onStatus'>
  readonly recovery: WiredRecovery
  readonly people: HandlersOf<'people'>
  readonly activity: HandlersOf<'activity'>
  readonly activityNotes: ActivityNotes
  readonly coverage: CoveragePort
  readonly rotation: HandlersOf<'rotation' | 'coverage'>
  readonly inspect: (path: string) => Promise<Inspection>
  /** Cancels what runs, removes what is unfinished, ends the keystore process. */
  readonly shutDown: () => Promise<void>
}

const now = () => new Date()

/** Makes the services of one profile and removes what an earlier run left unfinished. Sends nothing anywhere. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { profile, environment, homeFolder } = options
  await mkdir(profile, { recursive: true, mode: 0o700 })
  const settings = await SettingsStore.load(
    jsonFile({ path: join(profile, 'settings.json'), schema: storedSettings, now }),
  )
  const gate = new LockGate()
  const keystore = new KeystoreClient({
    check: gate.check,
    spawn: options.spawnKeystore,
    environment: keystoreEnvironment(environment, process.platform),
    directory: join(profile, 'keystore'),
    service: options.keychainService,
    startLocked: settings.get().lock.atStart,
  })
  const activityNotes = recordActivity({ keystore, settings })
  const { workerUrl, appFolder } = options
  const catalog = createCatalog({
    path: join(profile, 'files.db'),
    workerUrl: options.catalogWorkerUrl,
    choices: () => ({ keep: settings.get().catalog, keepPaths: settings.get().catalogPaths }),
  })
  const recovery = wireRecovery({
    keystore,
    spawn: options.spawnKeystore,
    environment,
    profile,
    appFolder,
    dialogs: options.choose,
    files: nodeFiles,
    note: activityNotes.note,
    labelFolder: (folder) => folderLabel(folder, homeFolder),
    now,
    opening: (run) => shownVault.lock.opening(run),
  })
  const { keyServices, connections, people } = createKeyServices({
    kitSession: () => recovery.session(),
    keystore,
    cache: catalog.keys,
    openPage: options.openSignInPage,
    storage: jsonFile({ path: join(profile, 'connections.json'), schema: storedConnections, now }),
    environment,
    now,
  })
  const jobs = createJobs({
    keyServices,
    signIns: waitsForUnlock(signInsOf(connections), keystore),
    isKnownHeader: (headerHash) => catalog.knowsHeader(headerHash),
    userData: profile,
    appFolder,
    homeFolder,
    workerUrl,
    now,
    preferences: () => settings.get(),
    trash: options.trash,
    forFile: (run) => gate.forFile(run),
    record: (entry) => {
      catalog.record(entry)
      activityNotes.fileDone(entry)
    },
  })
  activityNotes.follow(jobs)
  const shownVault = createVaultLock({
    keystore,
    jobs,
    session: options.session,
    settings: () => settings.get().lock,
    now,
    onLock: () => recovery.endSession(),
    kitSince: () => recovery.session()?.since ?? null,
  })
  gate.follow(() => shownVault.lock.isWaiting)
  keystore.onStatus(({ state }) => {
    if (state !== 'open') jobs.forgetDataKeys()
    else void connections.signIns.secretsOpened().catch(() => undefined)
  })
  // The page asks for the vault first of all, so its process starts while the window opens. It tells its own failure.
  keystore.status().catch(() => undefined)
  await jobs.recoverStaged()

  const stopFollowing = followUnsettled(connections, (run, wait) => void setTimeout(run, wait).unref())

  const changes = new ChangesUnderWay()
  async function shutDown(): Promise<void> {
    stopFollowing()
    shownVault.lock.stop()
    await Promise.all([jobs.shutDown(), changes.settled()])
      .then(() => recovery.close())
      .then(() => activityNotes.settle())
      .finally(() => keystore.close())
    await connections.close()
    await catalog.close()
  }

  const labelFolder = (folder: string): string => folderLabel(folder, homeFolder)
  const history = createHistory({ catalog, labelFolder })
  const refusals = new Refusals(now)
  const keyAdmin = {
    sessions: connections,
    cache: catalog.keys,
    now,
    refusals,
    known: {
      record: (entry: FileRecord) => catalog.record(entry),
      labelOf: (keyArn: string) => keyServices.labelOfArn(keyArn),
      now,
    },
    files: new KeyFiles({
      dialogs: options.choose,
      files: nodeFiles,
      protectedFolders: [profile, appFolder],
    }),
  }
  const awsKeyPages = {
    ...createKeyReading(keyAdmin),
    ...noteRefusals(
      refusals,
      noteAwsActivity(activityNotes.note, {
        ...changes.watching(createKeyManaging(keyAdmin)),
        ...createKeyTrying(keyAdmin),
      }),
    ),
  }
  const keyPages = byService(awsKeyPages, createLocalKeyAdmin({ keystore, ...keyAdmin }))
  const rows = async () => ({
    local: await localRows(keystore),
    aws: await connections.rows().catch(() => []),
  })
  const coverage = createCoverage({
    coverage: catalog.coverage,
    rows,
    labelFolder,
    kits: async () => [...(await people.kitIds()).keys()],
  })
  const rotation = createRotation({
    coverage,
    rows: async () => {
      const { local, aws } = await rows()
      return [...(local ?? []), ...aws]
    },
    materials: (arns) => catalog.keys.materials(arns),
    localMaterials: (keyIds) => localMaterials(keystore, keyIds),
    policyDays: () => settings.get().rotationPolicyDays,
    place: (title, name) => keyAdmin.files.place(title, name),
    now,
  })
  const inspect = (path: string): Promise<Inspection> =>
    inspectFile(path, {
      files: nodeFiles,
      keyServices,
      preferences: () => settings.get(),
      protectedFolders: [profile, appFolder],
      homeFolder,
    })
  return {
    settings,
    keystore,
    keyServices,
    connections,
    jobs,
    catalog,
    history,
    keyPages,
    vault: createVaultHandlers({ keystore, lock: shownVault.lock }),
    shownVault,
    recovery,
    people: createPeople({ keystore, files: keyAdmin.files, nameIfNone: usualName(homeFolder) }),
    activity: createActivity({
      keystore,
      place: (title, name) => keyAdmin.files.place(title, name),
      now,
    }),
    activityNotes,
    coverage,
    rotation,
    inspect,
    shutDown,
  }
}

/** Null where the keystore cannot be read now: its state is told elsewhere. */
async function localRows(keystore: KeystoreClient): Promise<readonly KeyRow[] | null> {
  try {
    return (await keystore.listKeys()).map(localKeyRow)
  } catch (error) {
    return isVaultError(error) && error.code === 'KEYSTORE_NOT_SET_UP' ? [] : null
  }
}
