import { describe, expect, test } from 'vitest'
import { vaultErrorCodes } from '../../../../src/shared/vault-error.ts'
import { errorText, errorWords } from '../../../../src/renderer/src/words/errors/error-words.ts'

const arn = 'arn:aws:kms:us-east-1:111122223333:key/58c0e2b7-1d64-4fa9-b3c8-d91f4a36e075'
const everyFact = {
  name: 'backups',
  file: 'report.pdf',
  keyArn: arn,
  region: 'us-east-1',
  account: '999988887777',
  action: 'kms:GenerateDataKey',
  connection: 'production',
  awsError: 'Oops',
  limit: 10,
  need: 1_000_000,
  suite: '0578',
  version: 4,
}

test('every code has words, and there are no words without a code', () => {
  expect(Object.keys(errorWords).toSorted()).toEqual([...vaultErrorCodes].toSorted())
})

describe.each(vaultErrorCodes)('%s', (code) => {
  test.each([
    ['without facts', {}],
    ['with facts', everyFact],
  ])('reads as whole sentences %s', (_how, facts) => {
    const { title, why, next } = errorText({ code, message: 'raw', facts })
    expect(title).toMatch(/^[A-Z]/)
    expect(title).not.toMatch(/[.!]$/)
    expect(why).toMatch(/^[A-Z“].*\.$/s)
    expect(next).toMatch(/^[A-Z“].*\.$/s)
    expect(`${title} ${why} ${next}`).not.toMatch(
      /undefined|\bnull\b|NaN|!|please|successfully|decrypt\b|[ ]{2}/i,
    )
  })
})

test('a refusal names who, what, which key and where', () => {
  const awsMessage =
    'User: arn:aws:sts::111122223333:assumed-role/Operators/mira.lind is not authorized to perform: kms:Decrypt'
  const { why } = errorText({
    code: 'KMS_ACCESS_DENIED',
    message: '',
    facts: { action: 'kms:Decrypt', keyArn: arn, name: 'payroll', awsMessage },
  })
  expect(why).toBe(
    'Operators may not use kms:Decrypt on the key “payroll” in us-east-1. Your original is unchanged.',
  )
})

test('a full disk says how much the results need', () => {
  const { why } = errorText({ code: 'DISK_FULL', message: '', facts: { need: 2_100_000_000, free: 1 } })
  expect(why).toContain('The results need 2.1 GB.')
})
