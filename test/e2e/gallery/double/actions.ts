import type { JobsSnapshot } from '../../../../src/shared/model/job.ts'
import { backupsProd } from './data.ts'
import { batch, opened, row, unfinished } from './jobs.ts'

const name = 'archive-2024.zip.encrypted'

/** A finished batch with a row of every action, and every remark. */
export const actions: JobsSnapshot = {
  batches: [
    batch('now', {
      done: 7,
      failed: 2,
      encryptFiles: 3,
      openFiles: 2,
      verifyFiles: 2,
      moveFiles: 2,
      kmsCalls: 3,
    }),
  ],
  rows: [
    row('November', 488_000_000, {
      action: 'pack',
      resultName: 'November.tar.encrypted',
      members: 120,
      leftOut: 3,
    }),
    opened('October.tar', 96_000_000, { action: 'unpack', resultName: 'October', members: 84 }),
    row('payroll-october.xlsx', 1_812_004, { original: 'trashed', dataKeyReused: true }),
    row('passport-scan.jpg', 2_604_771, { note: 'originalNotTrashed' }),
    row(name, 86_904_112, {
      id: 'verified',
      action: 'verify',
      resultName: null,
      resultSize: null,
      doors: [backupsProd],
    }),
    row(name, 86_904_112, {
      id: 'moved',
      action: 'move',
      resultName: 'archive-2024.zip (2).encrypted',
      doors: [backupsProd],
    }),
    row('ledger.db.encrypted', 58_720_256, {
      action: 'move',
      resultName: 'ledger.db.encrypted',
      original: 'replaced',
    }),
    row('tax-return-2025.pdf.encrypted', 1_104_200, {
      ...unfinished,
      action: 'verify',
      phase: 'failed',
      resultName: null,
      problem: { code: 'MESSAGE_DAMAGED', message: 'a frame does not match its tag', facts: {} },
    }),
    row('inventory.db', 58_720_256, {
      ...unfinished,
      phase: 'failed',
      problem: { code: 'DISK_FULL', message: 'the disk is full', facts: {} },
    }),
  ],
  moreRows: 0,
  interrupted: [],
}
