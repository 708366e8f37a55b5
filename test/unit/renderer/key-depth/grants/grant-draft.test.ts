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
    sourceArn: null,
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

test('an AWS service gets a grant for one resource, with somebody who may retire it', () => {
  const sourceArn = ' arn:aws:rds:eu-central-1:111122223333:db:payroll '
  const retiring = 'arn:aws:iam::111122223333:role/BackupRunner'
  const service = fields({ grantee: 'rds.amazonaws.com', sourceArn, retiring })
  expect(grantObstacle(service)).toBeNull()
  expect(grantDraftOf(service).sourceArn).toBe(sourceArn.trim())
  expect(grantObstacle({ ...service, sourceArn: 'payroll' })).toBe(words.needsSource)
  expect(grantObstacle({ ...service, retiring: '' })).toBe(words.needsRetiring)
})

test('a resource that was typed before the service was exchanged for a role is left out', () => {
  expect(grantDraftOf(fields({ sourceArn: 'arn:aws:rds:eu-central-1:1:db:x' })).sourceArn).toBeNull()
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
