import { expect, test } from 'vitest'
import { togetherStatus } from '../../../../src/main/credentials/together-status.ts'
import type { ReadingStatus } from '../../../../src/shared/model/connection.ts'

const read = (readAt: string, keyCount: number, denied: string[] = []): ReadingStatus => ({
  state: 'read',
  readAt,
  keyCount,
  denied,
})
const failed: ReadingStatus = {
  state: 'failed',
  problem: { code: 'KMS_UNREACHABLE', message: '', facts: {} },
  readAt: null,
}

test.each<[string, readonly ReadingStatus[], ReadingStatus]>([
  ['nobody asked', [{ state: 'notRead' }], { state: 'notRead' }],
  [
    'one is being read',
    [read('b', 1), { state: 'reading', done: 2, total: 5 }, { state: 'reading', done: 1, total: 5 }],
    { state: 'reading', done: 3, total: 10 },
  ],
  [
    'one is still being listed',
    [
      { state: 'reading', done: 2, total: 5 },
      { state: 'reading', done: 0, total: null },
    ],
    { state: 'reading', done: 2, total: null },
  ],
  [
    'two were read: the older date, and what either denied',
    [read('b', 1, ['kms:ListAliases']), read('a', 2, ['kms:DescribeKey', 'kms:ListAliases'])],
    { state: 'read', readAt: 'a', keyCount: 3, denied: ['kms:DescribeKey', 'kms:ListAliases'] },
  ],
  ['one failed beside one that was read', [failed, read('a', 2)], read('a', 2)],
  ['all failed', [failed, failed], failed],
])('%s', (_what, all, together) => {
  expect(togetherStatus(all)).toEqual(together)
})
