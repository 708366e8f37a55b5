import { expect, test } from 'vitest'
import { rightsOfInterest } from '../../../../src/renderer/src/keys/rights-of-interest.ts'
import { awsKey } from '../support/rows.ts'

const every = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:GenerateDataKey',
  'kms:GetPublicKey',
  'kms:PutKeyPolicy',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:Sign',
  'kms:Verify',
].map((action) => ({ action, outcome: 'unknown' as const }))
const rights = (change: Parameters<typeof awsKey>[2]) =>
  rightsOfInterest(awsKey('a', 'eu-west-1', change), every).map(({ action }) => action)

const outcomeOf = (change: Parameters<typeof awsKey>[2]) =>
  rightsOfInterest(awsKey('a', 'eu-west-1', change), every).find(({ action }) => action === 'kms:DescribeKey')
    ?.outcome

test('of a key that encrypts: files first, then what looks after it', () => {
  expect(rights({})).toEqual([
    'kms:GenerateDataKey',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:RotateKeyOnDemand',
    'kms:DisableKey',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
  ])
})

test('of a key that signs: no word of files or rotation', () => {
  expect(rights({ usage: 'SIGN_VERIFY', spec: 'ECC_NIST_P384' })).toEqual([
    'kms:Sign',
    'kms:Verify',
    'kms:GetPublicKey',
    'kms:DescribeKey',
    'kms:DisableKey',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
  ])
})

test('what was looked at was allowed to be', () => {
  expect(outcomeOf({})).toBe('allowed')
  expect(outcomeOf({ state: null, denied: ['kms:DescribeKey'] })).toBe('unknown')
})

test('a state that passes takes no right away', () => {
  expect(rights({ state: 'Disabled' })).toContain('kms:Decrypt')
})
