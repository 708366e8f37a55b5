import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answersFor,
  isKeyArn,
  isMultiRegionKey,
  parseKmsArn,
  replicaIn,
  type KeyArn,
  type KmsArn,
} from '../../../../../src/main/keys/aws-kms/key-arn.ts'

const id = '1234abcd-12ab-34cd-56ef-1234567890ab'
const arn = `arn:aws:kms:us-west-2:111122223333:key/${id}` as KeyArn
const alias = 'arn:aws:kms:us-west-2:111122223333:alias/media'
const mrk = 'arn:aws:kms:us-west-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab' as KeyArn

describe('the ARN of a KMS key', () => {
  it('comes apart into its parts', () => {
    expect(parseKmsArn(arn)).toEqual({
      text: arn,
      partition: 'aws',
      region: 'us-west-2',
      account: '111122223333',
      resource: 'key',
      id,
    })
    expect(parseKmsArn('arn:aws-cn:kms:cn-north-1:1:alias/a/b')).toMatchObject({
      resource: 'alias',
      id: 'a/b',
    })
  })

  it.each([
    '',
    id,
    'alias/media',
    `arn:aws:kms:us-west-2:111122223333:${id}`,
    'arn:aws:kms:us-west-2:111122223333:key/',
    'arn:aws:kms:us-west-2:111122223333:/x',
    `arn:aws:kms:us-west-2:111122223333:grant/${id}`,
    `arn:aws:kms:us-west-2::key/${id}`,
    `arn:aws:kms::111122223333:key/${id}`,
    `arn::kms:us-west-2:111122223333:key/${id}`,
    `arn:aws:s3:us-west-2:111122223333:key/${id}`,
    `ARN:aws:kms:us-west-2:111122223333:key/${id}`,
    `arn:aws:kms:us-west-2:111122223333:key/${id}:more`,
    `arn:aws:kms:us-west-2:111122223333:key:${id}`,
    `arn:aws:kms:us-west-2:111122223333:Key/${id}`,
  ])('is not %j', (text) => {
    expect(parseKmsArn(text)).toBeNull()
    expect(isKeyArn(text)).toBe(false)
  })

  it('is never an alias ARN', () => {
    expect(parseKmsArn(alias)?.resource).toBe('alias')
    expect(isKeyArn(alias)).toBe(false)
  })

  it('never throws on any text, and takes any six parts that are not empty', () => {
    fc.assert(fc.property(fc.string(), (text) => parseKmsArn(text) === null))
    const part = fc.string({ minLength: 1 }).filter((text) => !text.includes(':'))
    fc.assert(
      fc.property(part, part, part, part, (partition, region, account, keyId) => {
        const text = `arn:${partition}:kms:${region}:${account}:key/${keyId}`
        expect(parseKmsArn(text)).toEqual({ text, partition, region, account, resource: 'key', id: keyId })
        expect(parseKmsArn(`${text}:`)).toBeNull()
      }),
    )
  })
})

/** The parts of an ARN that is one. */
function parsed(text: string): KmsArn {
  const parts = parseKmsArn(text)
  if (parts === null) throw new Error('not an ARN')
  return parts
}

describe('a multi-Region key', () => {
  it('is told by its id, never by the name of an alias', () => {
    expect(isMultiRegionKey(parsed(mrk))).toBe(true)
    expect(isMultiRegionKey(parsed(arn))).toBe(false)
    expect(isMultiRegionKey(parsed('arn:aws:kms:us-west-2:1:alias/mrk-1234'))).toBe(false)
  })

  it('has a replica that differs in the Region alone; another key has none', () => {
    expect(replicaIn(parsed(mrk), 'eu-west-1')).toBe(mrk.replace('us-west-2', 'eu-west-1'))
    expect(replicaIn(parsed(arn), 'eu-west-1')).toBeNull()
  })
})

describe('the key that an answer names', () => {
  it.each([
    [arn, arn, true],
    [arn, mrk, false],
    [mrk, mrk.replace('us-west-2', 'eu-west-1'), false],
    [id, arn, true],
    ['other-id', arn, false],
    [alias, arn, true],
    [alias.replace('us-west-2', 'eu-west-1'), arn, false],
    [alias.replace('111122223333', '999988887777'), arn, false],
    ['alias/media', arn, true],
  ])('asked for %s, %s answers: %s', (asked, answered, fits) => {
    expect(answersFor(asked, answered as KeyArn)).toBe(fits)
  })
})
