import { describe, expect, it } from 'vitest'
import { keyReachedBy } from '../../../../src/main/credentials/key-reached-by.ts'
import { partitionOf } from '../../../../src/main/credentials/partition-of.ts'
import { parseKmsArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'

const connection = { region: 'eu-central-1', accounts: ['111122223333'] }

const reached = (text: string) => {
  const arn = parseKmsArn(text)
  if (arn === null) throw new Error('not an ARN')
  return keyReachedBy(connection, arn)
}

describe('a key that a header names', () => {
  it('is reached in the connection’s own account and Region', () => {
    const arn = 'arn:aws:kms:eu-central-1:111122223333:key/a'
    expect(reached(arn)).toBe(arn)
  })

  it.each([
    ['another account', 'arn:aws:kms:eu-central-1:999988887777:key/a'],
    ['another Region', 'arn:aws:kms:us-east-1:111122223333:key/a'],
    ['another partition', 'arn:aws-cn:kms:eu-central-1:111122223333:key/a'],
    ['an alias', 'arn:aws:kms:eu-central-1:111122223333:alias/a'],
    ['a replica in another account', 'arn:aws:kms:us-east-1:999988887777:key/mrk-a'],
    ['a replica in another partition', 'arn:aws-us-gov:kms:us-gov-east-1:111122223333:key/mrk-a'],
  ])('is not reached in %s', (_, arn) => {
    expect(reached(arn)).toBeNull()
  })

  it('is asked for by its replica where it is multi-Region', () => {
    expect(reached('arn:aws:kms:us-east-1:111122223333:key/mrk-a')).toBe(
      'arn:aws:kms:eu-central-1:111122223333:key/mrk-a',
    )
  })
})

describe('the partition of a Region', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('of %s is %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition)
  })
})
