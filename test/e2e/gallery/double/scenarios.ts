import type { AppInfo } from '../../../../src/shared/contract.ts'
import type { Connection, Profile } from '../../../../src/shared/model/connection.ts'
import type { HistoryEntry, HistoryPage } from '../../../../src/shared/model/history.ts'
import type { Inspection } from '../../../../src/shared/model/inspection.ts'
import type { JobsSnapshot } from '../../../../src/shared/model/job.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import type { KeyCheck, PlanItem } from '../../../../src/shared/model/plan.ts'
import type { Colleague } from '../../../../src/shared/model/people.ts'
import type { RecoveryStatus } from '../../../../src/shared/model/recovery.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { connections, keys, manyKeys, minutesAgo, settings } from './data.ts'
import { connectionScenarios } from './connections.ts'
import { noRecovery, recovered } from './recovery.ts'
import { vaultScenarios } from './vault-scenarios.ts'
import { allowedKeys, blobItems, refusedKeys, waitingForSignIn } from './files.ts'
import { past } from './history.ts'
import { inspection, noMessage } from './inspection.ts'
import { folderItems, planItems, planNeeds, uncommitted } from './plans.ts'
import { activityDoubles, type ActivityDouble } from './activity.ts'
import { colleagues } from './people.ts'
import { actions } from './actions.ts'
import { keysScenarios } from './keys-scenarios.ts'
import { crowd, denied, history, interrupted, none, paused, running } from './jobs.ts'

/** All that the double answers with. */
export interface Scenario {
  readonly info: AppInfo
  readonly vault: VaultStatus
  readonly recovery: RecoveryStatus
  readonly keys: readonly KeyRow[]
  /** Actions that AWS KMS refuses, such as `kms:GetKeyPolicy`. */
  readonly refuses: readonly string[]
  /** Those that are refused when they are done, though no dry run told so before. */
  readonly refusesLater: readonly string[]
  readonly connections: readonly Connection[]
  readonly profiles: readonly Profile[]
  readonly settings: Settings
  readonly jobs: JobsSnapshot
  readonly items: readonly PlanItem[]
  /** What a dry run of AWS KMS says of the keys of every plan. */
  readonly keyChecks: readonly KeyCheck[]
  readonly inspection: Inspection
  readonly history: readonly HistoryEntry[]
  readonly historyProblem: HistoryPage['problem']
  /** Whose cards are here; absent = nobody's. */
  readonly people?: readonly Colleague[]
  /** The activity log; the usual one where it is left out. */
  readonly activity?: ActivityDouble
}

const storeId = '0d1f7c52-6a38-4b9e-9c41-72be5f30a8d6'
const open: VaultStatus = {
  state: 'open',
  keychain: 'GNOME Keyring',
  storeId,
  createdAt: minutesAgo(20 * 1440),
  keyCount: 2,
  mode: 'keychain',
}

const usual: Scenario = {
  info: { version: '0.1.0', platform: 'linux', host: null },
  vault: open,
  recovery: recovered,
  keys,
  refuses: [],
  refusesLater: [],
  connections,
  profiles: [
    { name: 'production', region: 'eu-central-1', kind: 'unknown' },
    { name: 'media', region: 'ap-southeast-2', kind: 'unknown' },
    { name: 'build-lab', region: null, kind: 'unknown' },
  ],
  settings,
  jobs: none,
  items: [...planItems, ...planNeeds],
  keyChecks: allowedKeys,
  inspection,
  history: [],
  historyProblem: null,
}

const firstRun: Scenario = {
  ...usual,
  recovery: noRecovery,
  vault: { state: 'notSetUp', keychain: 'GNOME Keyring' },
  keys: [],
  connections: [],
  settings: { ...settings, firstRunDone: false, doors: [] },
}

const withVault = (vault: VaultStatus): Scenario => ({
  ...usual,
  vault,
  keys: keys.filter((key) => key.ref.service === 'aws'),
  connections: [],
  settings: { ...settings, hintsDismissed: true },
})

const detail = 'The name org.freedesktop.secrets was not provided by any .service files'

/** The scenarios by name. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  usual,
  history: { ...usual, jobs: history },
  running: { ...usual, jobs: running },
  past: { ...usual, history: past },
  todayAndPast: { ...usual, jobs: history, history: past },
  interrupted: { ...usual, jobs: interrupted, history: past },
  historyProblem: { ...usual, jobs: history, historyProblem: 'CATALOG_UNAVAILABLE' },
  paused: { ...usual, jobs: paused },
  waitingForSignIn: { ...usual, jobs: waitingForSignIn },
  refusedKeys: { ...usual, keyChecks: refusedKeys },
  blobs: { ...usual, items: [...planItems.slice(0, 1), ...planItems.slice(0, 1).flatMap(blobItems)] },
  actions: { ...usual, jobs: actions },
  noMessage: { ...usual, jobs: history, inspection: noMessage },
  folder: { ...usual, items: folderItems },
  uncommitted: { ...usual, items: [...planItems.slice(12), ...uncommitted] },
  ...keysScenarios(usual),
  ...connectionScenarios(usual),
  ...vaultScenarios(usual, firstRun),
  people: { ...usual, people: colleagues },
  denied: { ...usual, jobs: denied },
  crowd: { ...usual, jobs: crowd(5000), keys: manyKeys(10_000) },
  host: { ...usual, info: { ...usual.info, host: 'test host' } },
  firstRun,
  firstRunHost: { ...firstRun, info: { ...usual.info, host: 'test host' } },
  firstRunNoKeychain: {
    ...firstRun,
    vault: { state: 'noKeychain', storeExists: false, detail },
    profiles: [],
  },
  noKeys: {
    ...usual,
    keys: [],
    connections: [],
    settings: { ...settings, doors: [] },
    vault: firstRun.vault,
  },
  twoDoors: {
    ...usual,
    settings: {
      ...settings,
      doors: [
        ...settings.doors,
        ...keys.slice(2, 3).map((key) => key.ref),
        { service: 'aws', connectionId: 'gone', keyArn: 'arn:aws:kms:us-east-1:1:key/58c0e2b7' },
      ],
    },
  },
  noKeychain: withVault({ state: 'noKeychain', storeExists: true, detail }),
  keychainLocked: withVault({
    state: 'keychainLocked',
    storeExists: true,
    detail: 'The collection is locked',
  }),
  notAnswering: withVault({ state: 'keychainNotAnswering', storeExists: true }),
  itemMissing: withVault({ state: 'itemMissing', storeId, createdAt: minutesAgo(20 * 1440) }),
  damaged: withVault({
    state: 'damaged',
    detail: 'row 3 of keys does not match its MAC',
    findings: [],
    snapshot: null,
  }),
  olderCopy: withVault({
    state: 'olderCopy',
    storeId,
    createdAt: minutesAgo(90 * 1440),
    keyCount: 2,
    newestKeyAt: minutesAgo(20 * 1440),
    reason: 'changes',
    changesBehind: 3,
  }),
  notReadable: withVault({
    state: 'notReadable',
    code: 'DISK_FULL',
    detail: 'the disk is full, so the key store was not changed; free some space and try again',
  }),
  newerVersion: withVault({ state: 'newerVersion', version: 4 }),
  inUse: withVault({ state: 'inUse' }),
  activityNone: { ...usual, activity: activityDoubles.none },
  activityUnvouched: { ...usual, activity: activityDoubles.unvouched },
  activityBroken: { ...usual, activity: activityDoubles.broken },
  activityCut: { ...usual, activity: activityDoubles.cut },
  activityLong: { ...usual, activity: activityDoubles.long },
  stopped: withVault({ state: 'stopped', detail: 'the keystore process ended with signal 9' }),
}
