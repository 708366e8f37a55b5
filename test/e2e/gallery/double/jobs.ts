import type { Batch, JobRow, JobsSnapshot } from '../../../../src/shared/model/job.ts'
import { backups, backupsProd, material, minutesAgo } from './data.ts'

const base: JobRow = {
  id: '',
  batchId: 'now',
  action: 'encrypt',
  name: '',
  folder: '~/Documents/November',
  resultName: null,
  resultFolder: '~/Documents/November',
  phase: 'done',
  size: 0,
  resultSize: null,
  members: null,
  leftOut: 0,
  bytesDone: 0,
  rate: null,
  secondsLeft: null,
  doors: [backups],
  suite: '0478',
  frameLength: 1_048_576,
  keyMaterialId: material,
  verified: true,
  seconds: 0.2,
  verifySeconds: 0.1,
  finishedAt: minutesAgo(1),
  dataKeyReused: false,
  original: 'kept',
  note: null,
  problem: null,
}

export const unfinished = { finishedAt: null, verified: false, seconds: null, verifySeconds: null } as const

export const row = (name: string, size: number, more: Partial<JobRow> = {}): JobRow => ({
  ...base,
  id: `${more.batchId ?? 'now'} ${name}`,
  name,
  size,
  resultName: `${name}.encrypted`,
  resultSize: size + 612,
  ...more,
})

export const opened = (name: string, size: number, more: Partial<JobRow> = {}): JobRow =>
  row(`${name}.encrypted`, size, { action: 'open', resultName: name, verifySeconds: null, ...more })

export const batch = (id: string, more: Partial<Batch> = {}): Batch => ({
  id,
  startedAt: minutesAgo(2),
  state: 'finished',
  waitingFor: null,
  slowedTo: null,
  encryptFiles: 12,
  openFiles: 2,
  verifyFiles: 0,
  moveFiles: 0,
  done: 14,
  failed: 0,
  cancelled: 0,
  bytesTotal: 3_500_000_000,
  bytesDone: 3_500_000_000,
  rate: null,
  secondsLeft: null,
  keyCalls: 14,
  kmsCalls: 1,
  dataKeys: 12,
  ...more,
})

const finished = [
  row('quarterly-report-2026-q3.pdf', 4_213_554, { doors: [backups, backupsProd] }),
  row('customer-export-november.csv', 318_600_112, { verifySeconds: 0.3 }),
  row('inventory.db', 58_720_256),
  opened('archive-2024.zip', 86_904_112, { doors: [backupsProd] }),
  opened('tax-return-2025.pdf', 1_104_200),
  row('notes-handover.md', 18_204, { verified: false, verifySeconds: null }),
]

/** A batch in the middle of its work. */
export const running: JobsSnapshot = {
  batches: [
    batch('now', {
      state: 'running',
      done: 6,
      failed: 1,
      cancelled: 1,
      bytesDone: 2_500_000_000,
      rate: 112_000_000,
      secondsLeft: 9,
    }),
  ],
  rows: [
    row('site-walkthrough.mov', 2_104_533_196, {
      ...unfinished,
      phase: 'working',
      bytesDone: 1_310_000_000,
      rate: 110_200_000,
      secondsLeft: 7,
    }),
    row('orders-2026-11-22.sql.gz', 744_019_220, {
      ...unfinished,
      phase: 'readingBack',
      bytesDone: 603_000_000,
      rate: 1_400_000_000,
      secondsLeft: 1,
    }),
    row('field-photos-week-46.zip', 196_301_884, { ...unfinished, phase: 'waiting' }),
    row('payroll-october.xlsx', 1_812_004, {
      ...unfinished,
      phase: 'failed',
      finishedAt: minutesAgo(1),
      problem: {
        code: 'FILE_CHANGED',
        message: 'the file changed while it was read; close it in the other program and try again',
        facts: { file: 'payroll-october.xlsx' },
      },
    }),
    row('logo-masters.zip', 12_404_881, { ...unfinished, phase: 'cancelled', finishedAt: minutesAgo(1) }),
    ...finished,
  ],
  moreRows: 0,
  interrupted: [],
}

/** The same batch, paused between two messages. */
export const paused: JobsSnapshot = {
  ...running,
  batches: running.batches.map((each) => ({
    ...each,
    state: 'paused' as const,
    rate: null,
    secondsLeft: null,
  })),
  rows: running.rows.map((each) =>
    each.phase === 'working' || each.phase === 'readingBack'
      ? { ...each, phase: 'waiting' as const, bytesDone: 0, rate: null, secondsLeft: null }
      : each,
  ),
}

/** Finished rows of today and yesterday. */
export const history: JobsSnapshot = {
  batches: [batch('now'), batch('before', { startedAt: minutesAgo(1441) })],
  rows: [
    ...finished,
    ...['studio-masters.zip', 'visit-notes-lindqvist.docx', 'pension-statement.pdf'].map((name, index) =>
      row(name, 96_000 * 12 ** index, { batchId: 'before', finishedAt: minutesAgo(1440) }),
    ),
  ],
  moreRows: 0,
  interrupted: [],
}

const payroll = 'arn:aws:kms:us-east-1:111122223333:key/58c0e2b7-1d64-4fa9-b3c8-d91f4a36e075'

/** A file that AWS KMS refused, among finished ones. */
export const denied: JobsSnapshot = {
  batches: [batch('now', { failed: 1, done: 5 })],
  rows: [
    row('payroll-october.xlsx', 1_812_004, {
      ...unfinished,
      phase: 'failed',
      finishedAt: minutesAgo(1),
      doors: [{ ...backupsProd, name: 'payroll', where: 'us-east-1', arn: payroll }],
      problem: {
        code: 'KMS_ACCESS_DENIED',
        message: 'aws kms refused kms:GenerateDataKey; ask who administers the key',
        facts: {
          action: 'kms:GenerateDataKey',
          keyArn: payroll,
          region: 'us-east-1',
          connection: 'production',
          awsError: 'AccessDeniedException',
          requestId: '7c1e9a04-5b2f-4d86-93e1-0fa6c8d2b573',
          awsMessage:
            'User: arn:aws:sts::111122223333:assumed-role/Operators/mira.lind is not authorized to perform: kms:GenerateDataKey',
        },
      },
    }),
    ...finished,
  ],
  moreRows: 0,
  interrupted: [],
}

/** More rows than a screen could ever draw at once. */
export const crowd = (amount: number): JobsSnapshot => ({
  batches: [batch('now', { state: 'running', encryptFiles: amount, openFiles: 0, done: 0 })],
  rows: Array.from({ length: amount }, (_, index) =>
    row(`measurement-${String(index).padStart(5, '0')}.csv`, 1000 * index, {
      ...unfinished,
      phase: 'waiting',
    }),
  ),
  moreRows: 3,
  interrupted: [],
})

/** Nothing since the start, and two batches that the run before did not finish. */
export const interrupted: JobsSnapshot = {
  batches: [],
  rows: [],
  moreRows: 0,
  interrupted: [
    {
      id: 'cut',
      startedAt: minutesAgo(90),
      intent: 'auto',
      original: 'trash',
      files: 12,
      names: ['site-walkthrough.mov', 'orders-2026-11-22.sql.gz', 'inventory.db'],
    },
    {
      id: 'cut-move',
      startedAt: minutesAgo(95),
      intent: 'move',
      original: 'keep',
      files: 1,
      names: ['ledger.db.encrypted'],
    },
  ],
}

export const none: JobsSnapshot = { batches: [], rows: [], moreRows: 0, interrupted: [] }
