import { expect, it } from 'vitest'
import { RefusedKeys } from '../../../../src/main/credentials/refused-keys.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { VaultError, type VaultErrorCode } from '../../../../src/shared/vault-error.ts'
import { arnOf, kmsRow } from '../../../support/kms-rows.ts'

const failure = (code: VaultErrorCode, facts: Record<string, string> = {}): VaultError =>
  new VaultError(code, 'refused', { facts: { action: 'kms:Decrypt', keyArn: arnOf('a'), ...facts } })

function watch(row: KeyRow | null) {
  const read: string[] = []
  const clock = { now: 0 }
  const refused = new RefusedKeys({
    rowOf: () => row,
    readAgain: ({ keyArn }) => {
      read.push(keyArn)
      return Promise.reject(new Error('offline'))
    },
    now: () => new Date(clock.now),
  })
  return { refused, read, clock }
}

it.each([
  ['KEY_DISABLED', {}],
  ['KEY_STATE_INVALID', { state: 'PendingDeletion' }],
  ['KMS_KEY_NOT_FOUND', {}],
  ['KEY_DISABLED', { action: 'kms:GetPublicKey' }],
] as const)('looks again at a key that is shown as enabled and was refused with %s %o', (code, facts) => {
  const { refused, read } = watch(kmsRow('a'))
  refused.noted('c', failure(code, facts))
  expect(read).toEqual([arnOf('a')])
})

it.each([
  ['what its row says already', kmsRow('a', { state: 'Disabled' }), failure('KEY_DISABLED')],
  [
    'what its row says already of its deletion',
    kmsRow('a', { state: 'PendingDeletion' }),
    failure('KEY_STATE_INVALID', { state: 'PendingDeletion' }),
  ],
  ['a key that no reading knew', null, failure('KMS_KEY_NOT_FOUND')],
  ['another refusal', kmsRow('a'), failure('KMS_ACCESS_DENIED')],
  ['what a reading of keys meets', kmsRow('a'), failure('KEY_DISABLED', { action: 'kms:DescribeKey' })],
])('does not look again for %s', (_what, row, error) => {
  const { refused, read } = watch(row)
  refused.noted('c', error)
  expect(read).toEqual([])
})

it('looks once for all files of a batch, and once more later', () => {
  const { refused, read, clock } = watch(kmsRow('a'))
  for (let file = 0; file < 200; file += 1) refused.noted('c', failure('KEY_DISABLED'))
  expect(read).toHaveLength(1)
  clock.now = 6000
  refused.noted('c', failure('KEY_DISABLED'))
  expect(read).toHaveLength(2)
})
