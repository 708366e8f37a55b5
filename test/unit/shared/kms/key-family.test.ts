import { expect, it } from 'vitest'
import { keyFamilyOf } from '../../../../src/shared/kms/key-family.ts'

const arn = (region: string, id: string, account = '111122223333') =>
  `arn:aws:kms:${region}:${account}:key/${id}`

it('a multi-Region key and its replicas are one family', () => {
  expect(keyFamilyOf(arn('eu-central-1', 'mrk-1'))).toBe(keyFamilyOf(arn('us-east-1', 'mrk-1')))
})

it.each([
  ['another id', arn('us-east-1', 'mrk-2')],
  ['another account', arn('us-east-1', 'mrk-1', '444455556666')],
  ['another partition', 'arn:aws-cn:kms:us-east-1:111122223333:key/mrk-1'],
  ['an alias of that name', 'arn:aws:kms:us-east-1:111122223333:alias/mrk-1'],
  ['no ARN', 'mrk-1'],
])('%s is not of it', (_what, other) => {
  expect(keyFamilyOf(other)).not.toBe(keyFamilyOf(arn('eu-central-1', 'mrk-1')))
})

it.each([arn('us-east-1', '1'), '0b1f6a44-local', '', 'arn:aws:kms:us-east-1:1:key/mrk-1:more'])(
  'every other key is a family of its own: %s',
  (keyId) => {
    expect(keyFamilyOf(keyId)).toBe(keyId)
  },
)
