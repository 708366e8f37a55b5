import type { CatalogRow } from '../../../../src/main/catalog/catalog.ts'
import type { FileRecord, RecordedDoor } from '../../../../src/shared/model/file-record.ts'

/** A record for tests: complete, dull, and changed by what the test is about. */
export const fileRecord = (change: Partial<FileRecord> = {}): FileRecord => ({
  at: '2026-11-23T10:41:00.000Z',
  action: 'encrypt',
  source: '/home/ada/report.pdf',
  result: '/home/ada/report.pdf.encrypted',
  size: 1000,
  resultSize: 1612,
  doors: [recordedDoor()],
  suite: '0478',
  headerHash: 'ab'.repeat(32),
  verified: true,
  seconds: 0.25,
  code: null,
  seen: [],
  sourceGone: false,
  ...change,
})

/** A record as the history gives it back. */
export const rowOf = (id: number, { seen: _seen, sourceGone: _gone, ...rest }: FileRecord): CatalogRow => ({
  id,
  ...rest,
})

export const recordedDoor = (change: Partial<RecordedDoor> = {}): RecordedDoor => ({
  label: { kind: 'local', name: 'backups', where: 'this computer', arn: null, known: true },
  keyId: 'key-1',
  keyMaterialId: 'material-1',
  ...change,
})
