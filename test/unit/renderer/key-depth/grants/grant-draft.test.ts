import { expect, test } from 'vitest'
import {
  canConstrain,
  emptyGrant,
  grantDraftOf,
  type GrantFields,
  grantObstacle,
  grantOperationsOf,
} from '../../../../../src/renderer/src/key-depth/grants/grant-draft.ts'
import { grantFieldText as words } from '../../../../../src/renderer/src/words/grants-text.ts'

const fields = (change: Partial<GrantFields> = {}): GrantFields => ({
  ...emptyGrant,
  grantee: ' arn:aws:iam::111122223333:role/BackupRunner ',
  operations: ['Decrypt'],
  ...change,
})

test('a grant for a role, trimmed, without what was left empty', () => {
  expect(grantDraftOf(fields())).toEqual({
    grantee: 'arn:aws:iam::111122223333:role/BackupRunner',
    retiring: null,
    operations: ['Decrypt'],
    name: null,
    constraint: null,
  })
})

test('a constraint holds its pairs by name', () => {
  const pairs = [{ key: 'department', value: 'finance' }]
  expect(grantDraftOf(fields({ constraint: 'equals', pairs })).constraint).toEqual({
    kind: 'equals',
    pairs: { department: 'finance' },
  })
})

test.each([
  ['no ARN', fields({ grantee: 'BackupRunner' }), words.needsGrantee],
  ['no operation', fields({ operations: [] }), words.needsOperation],
  ['a constraint without a pair', fields({ constraint: 'subset' }), words.needsPair],
  ['a name with a space', fields({ name: 'a b' }), words.nameFault],
  ['a retiring principal that is no ARN', fields({ retiring: 'me' }), words.retiringFault],
])('%s stands in the way', (_, value, reason) => {
  expect(grantObstacle(value)).toBe(reason)
})

test('an AWS service can get a grant, and nothing stands in its way', () => {
  expect(grantObstacle(fields({ grantee: 'rds.amazonaws.com' }))).toBeNull()
})

test('only what the key can do is offered', () => {
  expect(grantOperationsOf('GENERATE_VERIFY_MAC', false)).toEqual([
    'GenerateMac',
    'VerifyMac',
    'CreateGrant',
    'RetireGrant',
    'DescribeKey',
  ])
  expect(grantOperationsOf('ENCRYPT_DECRYPT', false)).not.toContain('GenerateDataKey')
  expect(grantOperationsOf('ENCRYPT_DECRYPT', true)).toContain('GenerateDataKey')
})

test('only a symmetric key that encrypts has a context to constrain', () => {
  expect(canConstrain('ENCRYPT_DECRYPT', true)).toBe(true)
  expect(canConstrain('ENCRYPT_DECRYPT', false)).toBe(false)
  expect(canConstrain('GENERATE_VERIFY_MAC', false)).toBe(false)
})
