import { expect, test } from 'vitest'
import { administratorText } from '../../../../src/renderer/src/words/admin-text.ts'

const problem = {
  code: 'KMS_ACCESS_DENIED',
  message: 'aws kms refused',
  facts: {
    action: 'kms:GenerateDataKey',
    keyArn: 'arn:aws:kms:us-east-1:111122223333:key/58c0e2b7',
    awsError: 'AccessDeniedException',
    requestId: '7c1e9a04',
    file: 'payroll-october.xlsx',
    awsMessage: 'User: arn:aws:sts::111122223333:assumed-role/Operators/mira is not authorized to perform',
  },
} as const

const text = administratorText(problem, '2026-11-23T10:38:19.000Z')

test('it names who, the action, the key and the request', () => {
  expect(text).toContain('Who      arn:aws:sts::111122223333:assumed-role/Operators/mira\n')
  expect(text).toContain('Needs    kms:GenerateDataKey\n')
  expect(text).toContain('On       arn:aws:kms:us-east-1:111122223333:key/58c0e2b7\n')
  expect(text).toContain('Request  7c1e9a04\n')
})

test('its statement names the role, not the session, and is JSON', () => {
  const statement: unknown = JSON.parse(text.slice(text.indexOf('{')))
  expect(statement).toEqual({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/Operators' },
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: '*',
  })
})

test('it holds no file name', () => {
  expect(text).not.toContain('payroll-october')
})

test('without facts it still says what was answered', () => {
  const bare = administratorText({ ...problem, facts: {} }, '2026-11-23T10:38:19.000Z')
  expect(bare).toContain('Answer   aws kms refused\n')
  expect(bare).not.toContain('undefined')
})
