import { describe, expect, test } from 'vitest'
import {
  localDraftOf,
  localKindObstacle,
  localSpecsFor,
  usualKind,
  withLocalUsage,
} from '../../../../../src/renderer/src/key-depth/wizard/local-kind.ts'

const named = { alias: 'backups', description: '' }

const tagged = (...keys: string[]) => ({ ...usualKind, tags: keys.map((key) => ({ key, value: 'x' })) })

describe('the kind of a new key on this computer', () => {
  test('is one that encrypts files, where nothing was chosen', () => {
    expect(localDraftOf(usualKind, named)).toEqual({
      ...named,
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      tags: {},
    })
  })

  test('follows its use', () => {
    expect(withLocalUsage(usualKind, 'SIGN_VERIFY').spec).toBe('ECC_NIST_P256')
    expect(withLocalUsage(usualKind, 'GENERATE_VERIFY_MAC').spec).toBe('HMAC_256')
    expect(localSpecsFor('ENCRYPT_DECRYPT')).toEqual([
      'SYMMETRIC_DEFAULT',
      'RSA_2048',
      'RSA_3072',
      'RSA_4096',
    ])
  })

  test('has each tag once, and none of AWS’s own', () => {
    expect(localKindObstacle(tagged('a', 'b', ''))).not.toBeNull()
    expect(localKindObstacle(tagged('a', 'a'))).not.toBeNull()
    expect(localKindObstacle(tagged('aws:a'))).not.toBeNull()
    expect(localKindObstacle(tagged('a', 'b'))).toBeNull()
  })
})
