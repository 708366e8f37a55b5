import type { HistoryEntry } from '../../../../src/shared/model/history.ts'
import type { Batch, JobRow } from '../../../../src/shared/model/job.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { defaultSettings, type Settings } from '../../../../src/shared/model/settings.ts'
import { optionsFor } from '../../../../src/renderer/src/files/options-state.ts'
import type { DoorLabel, Plan, PlanItem } from '../../../../src/shared/model/plan.ts'

export const settingsOf = (change: Partial<Settings> = {}): Settings => ({ ...defaultSettings, ...change })

/** Rows for tests: complete, dull, and changed by what the test is about. */
export const jobRow = (change: Partial<JobRow> = {}): JobRow => ({
  id: 'job',
  batchId: 'batch',
  action: 'encrypt',
  name: 'report.pdf',
  folder: '~/Documents',
  resultName: 'report.pdf.encrypted',
  resultFolder: '~/Documents',
  phase: 'done',
  size: 1000,
  resultSize: 1612,
  members: null,
  leftOut: 0,
  bytesDone: 1000,
  rate: null,
  secondsLeft: null,
  doors: [door('backups')],
  suite: '0478',
  frameLength: 1_048_576,
  keyMaterialId: null,
  verified: true,
  seconds: 0.2,
  verifySeconds: 0.1,
  finishedAt: '2026-11-23T10:41:00.000Z',
  dataKeyReused: false,
  original: 'kept',
  note: null,
  problem: null,
  ...change,
})

export const historyEntry = (change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 1,
  at: '2026-11-23T10:41:00.000Z',
  action: 'encrypt',
  name: 'report.pdf',
  folder: '~/Documents',
  resultName: 'report.pdf.encrypted',
  resultFolder: '~/Documents',
  size: 1000,
  resultSize: 1612,
  doors: [door('backups')],
  keyMaterialIds: [],
  suite: '0478',
  headerHash: null,
  verified: true,
  seconds: 0.2,
  code: null,
  ...change,
})

export const door = (name: string, change: Partial<DoorLabel> = {}): DoorLabel => ({
  kind: 'local',
  name,
  where: 'this computer',
  arn: null,
  known: true,
  ...change,
})

export const batchOf = (change: Partial<Batch> = {}): Batch => ({
  id: 'batch',
  startedAt: '2026-11-23T10:40:00.000Z',
  state: 'running',
  waitingFor: null,
  slowedTo: null,
  encryptFiles: 12,
  openFiles: 2,
  verifyFiles: 0,
  moveFiles: 0,
  done: 9,
  failed: 1,
  cancelled: 1,
  bytesTotal: 3_500_000_000,
  bytesDone: 2_500_000_000,
  rate: 112_000_000,
  secondsLeft: 9,
  keyCalls: 14,
  kmsCalls: 1,
  dataKeys: 12,
  ...change,
})

export const keyRow = (change: Partial<KeyRow> = {}): KeyRow => ({
  ref: { service: 'local', keyId: 'key-1' },
  alias: 'backups',
  moreAliases: 0,
  keyId: '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3',
  arn: null,
  region: null,
  description: '',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: null,
  manager: null,
  multiRegion: false,
  aliases: ['backups'],
  multiRegionRole: null,
  customKeyStoreId: null,
  validTo: null,
  tags: null,
  rotation: null,
  denied: [],
  readAt: '2026-11-23T10:00:00.000Z',
  createdAt: null,
  deletionDate: null,
  keyMaterialId: null,
  canEncrypt: true,
  ...change,
})

export const awsKey = (alias: string, region: string, change: Partial<KeyRow> = {}): KeyRow =>
  keyRow({
    ref: { service: 'aws', connectionId: 'c', keyArn: `arn:aws:kms:${region}:111122223333:key/${alias}` },
    arn: `arn:aws:kms:${region}:111122223333:key/${alias}`,
    alias,
    aliases: [alias],
    manager: 'CUSTOMER',
    origin: 'AWS_KMS',
    region,
    ...change,
  })

export const planItem = (change: Partial<PlanItem> = {}): PlanItem => ({
  id: 'item',
  name: 'report.pdf',
  folder: '~/Documents',
  inside: '',
  action: 'encrypt',
  form: 'message',
  size: 1000,
  members: null,
  resultName: 'report.pdf.encrypted',
  resultFolder: 'Documents',
  renamed: false,
  doors: [],
  problem: null,
  question: null,
  ...change,
})

export const planOf = (change: Partial<Plan> = {}): Plan => ({
  id: 'plan',
  options: optionsFor(settingsOf(), {}, 'auto'),
  encrypt: { files: 12, bytes: 3_412_000_000 },
  open: { files: 2, bytes: 88_000_000 },
  verify: { files: 0, bytes: 0 },
  move: { files: 0, bytes: 0 },
  plainFiles: 0,
  problems: 0,
  keyCalls: 14,
  kmsCalls: 1,
  kmsCallsIfReused: null,
  frameLength: 1_048_576,
  doors: [door('backups')],
  outputFolder: null,
  items: [],
  moreItems: 0,
  recoveryMissing: null,
  problem: null,
  ...change,
})
