import { expect, test } from 'vitest'
import type { PolicyStatement } from '../../../../src/shared/model/key-page.ts'
import {
  conditionWords,
  letsOutsideIn,
  policySummary,
  principalKind,
  principalWords,
  serviceName,
  statementWords,
} from '../../../../src/renderer/src/words/policy-words.ts'

const account = '111122223333'
const role = {
  kind: 'role',
  id: `arn:aws:iam::${account}:role/team/Operators`,
  ownAccount: true,
} as const
const partner = { kind: 'account', id: 'arn:aws:iam::444455556666:root', ownAccount: false } as const
const everybody = { kind: 'everybody', id: '*', ownAccount: false } as const

const statement = (change: Partial<PolicyStatement> = {}): PolicyStatement => ({
  sid: null,
  allows: true,
  principals: [role],
  negatedPrincipal: false,
  may: ['use'],
  actions: [],
  conditions: [],
  services: [],
  lines: { first: 1, last: 2 },
  ...change,
})

test('principals go by the names that people know', () => {
  expect(principalWords(role)).toBe('Operators')
  expect(principalWords(partner)).toBe('Account 444455556666')
  expect(principalWords({ kind: 'service', id: 'rds.amazonaws.com', ownAccount: true })).toBe('Amazon RDS')
  expect(principalKind(role)).toBe('Role in this account')
  expect(principalKind(partner)).toBe('Another account')
  expect(principalKind({ ...role, id: 'arn:aws:iam::444455556666:role/X', ownAccount: false })).toBe(
    'Role in account 444455556666',
  )
})

test('a right is told in the key’s own trade', () => {
  expect(statementWords(statement(), 'ENCRYPT_DECRYPT')).toBe('may encrypt and open files')
  expect(statementWords(statement({ may: ['use', 'read'] }), 'SIGN_VERIFY')).toBe(
    'may sign and verify and see its facts',
  )
  expect(statementWords(statement({ may: ['administer', 'delete'] }), null)).toBe(
    'may look after the key and delete it, not use it',
  )
})

test('the account’s own statement hands out rights by IAM, another account’s does everything', () => {
  const own = { ...partner, ownAccount: true }
  expect(statementWords(statement({ principals: [own], may: ['everything'] }), null)).toBe(
    'may hand out every right, by IAM policies',
  )
  expect(statementWords(statement({ principals: [partner], may: ['everything'] }), null)).toBe(
    'may do everything',
  )
})

test('a denial says that it wins', () => {
  expect(statementWords(statement({ allows: false, may: ['delete'] }), null)).toBe(
    'may not delete it, whatever else allows it',
  )
})

test.each([
  ['another account', statement({ principals: [partner] }), true],
  ['everybody', statement({ principals: [everybody] }), true],
  [
    'everybody of this account',
    statement({ principals: [everybody], conditions: [`kms:CallerAccount is ${account}`] }),
    false,
  ],
  ['a denial of another account', statement({ principals: [partner], allows: false }), false],
  [
    'a service',
    statement({ principals: [{ kind: 'service', id: 's3.amazonaws.com', ownAccount: true }] }),
    false,
  ],
  ['the own role', statement(), false],
] as const)('%s lets somebody from outside in: %s', (_, value, outside) => {
  expect(letsOutsideIn(value, account)).toBe(outside)
})

test('conditions that are known are told plainly, others in their own words', () => {
  expect(conditionWords('aws:MultiFactorAuthPresent is true')).toBe('Only after multi-factor sign-in')
  expect(conditionWords('kms:ViaService is s3.eu-central-1.amazonaws.com')).toBe('Only through Amazon S3')
  expect(
    conditionWords(
      'kms:ViaService is s3.eu-west-1.amazonaws.com or s3.us-east-1.amazonaws.com or rds.amazonaws.com',
    ),
  ).toBe('Only through Amazon S3 or Amazon RDS')
  expect(conditionWords('aws:PrincipalOrgID is o-1')).toBe('Only if aws:PrincipalOrgID is o-1')
})

test('services go by their own names, with and without a Region', () => {
  expect(serviceName('dynamodb.us-east-1.amazonaws.com')).toBe('Amazon DynamoDB')
  expect(serviceName('ec2')).toBe('Amazon EBS (EC2)')
  expect(serviceName('unheard.amazonaws.com')).toBe('unheard')
})

test('statements are counted in words', () => {
  const policy = { document: '', iamDecides: true, mayChangePolicy: [] }
  expect(policySummary({ ...policy, statements: [statement()] })).toBe('One statement allows, none denies.')
  expect(
    policySummary({ ...policy, statements: [statement(), statement(), statement({ allows: false })] }),
  ).toBe('Two statements allow, one denies.')
})
