import { expect, test } from 'vitest'
import {
  arnsIn,
  firstFields,
  keyDraftOf,
  specsFor,
  withRegion,
  withUsage,
} from '../../../../../src/renderer/src/key-depth/wizard/wizard-fields.ts'

const first = firstFields([])

test('it begins with a key that encrypts files, made by AWS, with the account’s own statement', () => {
  expect(first).toMatchObject({
    usage: 'ENCRYPT_DECRYPT',
    spec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    multiRegion: false,
    accountRoot: true,
  })
})

test('another use brings a kind of key that can do it', () => {
  expect(withUsage(first, 'GENERATE_VERIFY_MAC').spec).toBe('HMAC_256')
  expect(withUsage(first, 'SIGN_VERIFY').spec).toBe('ECC_NIST_P256')
})

test('every kind of key that AWS has for a use is offered, the usual one first', () => {
  expect(specsFor('ENCRYPT_DECRYPT', 'eu-central-1')).toEqual([
    'SYMMETRIC_DEFAULT',
    'RSA_2048',
    'RSA_3072',
    'RSA_4096',
  ])
  expect(specsFor('SIGN_VERIFY', 'eu-central-1')[0]).toBe('ECC_NIST_P256')
  expect(specsFor('SIGN_VERIFY', 'eu-central-1')).toContain('ML_DSA_65')
  expect(specsFor('KEY_AGREEMENT', 'eu-central-1')).not.toContain('SM2')
  expect(specsFor('KEY_AGREEMENT', 'cn-north-1')).toContain('SM2')
})

test('a kind that the other Region does not have gives way to the usual one', () => {
  const china = { ...withUsage(withRegion(first, 'cn-north-1'), 'SIGN_VERIFY'), spec: 'SM2' as const }
  expect(withRegion(china, 'cn-northwest-1').spec).toBe('SM2')
  expect(withRegion(china, 'eu-west-1').spec).toBe('ECC_NIST_P256')
})

test('ARNs are taken one a line or with commas, each once', () => {
  expect(arnsIn(' a \n\nb, a;c')).toEqual(['a', 'b', 'c'])
})

test('the draft has the alias without its prefix, and no empty tag', () => {
  const draft = keyDraftOf({
    ...first,
    alias: ' alias/site-archive ',
    description: ' why ',
    tags: [
      { key: ' team ', value: 'storage' },
      { key: '', value: '' },
    ],
    users: 'arn:aws:iam::111122223333:role/Operators',
  })
  expect(draft).toMatchObject({
    alias: 'site-archive',
    description: 'why',
    tags: { team: 'storage' },
    administrators: [],
    users: ['arn:aws:iam::111122223333:role/Operators'],
  })
})
