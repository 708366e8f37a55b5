import { readFileSync } from 'node:fs'
import { KeySpec, type KeyState as AwsKeyState } from '@aws-sdk/client-kms'
import { describe, expect, it } from 'vitest'
import { canImport, factsOfSpec, keySpecs, specsIn } from '../../../../src/shared/kms/key-specs.ts'
import { keyStateTable } from '../../../../src/shared/kms/key-states.ts'

describe('the table of key specs', () => {
  it('has every spec of the SDK but those of key encapsulation, which KMS.md does not know', () => {
    const known = Object.keys(KeySpec).filter((spec) => !spec.startsWith('ML_KEM'))
    expect(Object.keys(keySpecs).toSorted()).toEqual(known.toSorted())
  })

  it('gives every usage of a spec at least one algorithm', () => {
    for (const [spec, facts] of Object.entries(keySpecs)) {
      const algorithms = {
        ENCRYPT_DECRYPT: Object.keys(facts.encryption),
        SIGN_VERIFY: facts.signing,
        GENERATE_VERIFY_MAC: facts.mac,
        KEY_AGREEMENT: facts.keyAgreement,
      }
      for (const usage of facts.usages)
        expect(algorithms[usage].length, `${spec} ${usage}`).toBeGreaterThan(0)
    }
  })

  it('offers SM2 in China alone', () => {
    expect(specsIn('cn-north-1')).toContain('SM2')
    expect(specsIn('eu-central-1')).not.toContain('SM2')
  })

  it('knows how much RSA encrypts in one call', () => {
    expect(factsOfSpec('RSA_2048')?.encryption).toEqual({ RSAES_OAEP_SHA_256: 190, RSAES_OAEP_SHA_1: 214 })
    expect(factsOfSpec('RSA_4096')?.encryption).toEqual({ RSAES_OAEP_SHA_256: 446, RSAES_OAEP_SHA_1: 470 })
  })

  it('says nothing of a spec that it does not know', () => {
    expect(factsOfSpec('toString')).toBeNull()
    expect(factsOfSpec(null)).toBeNull()
    expect(canImport('HMAC_256')).toBe(true)
  })
})

describe('the table of key states', () => {
  const states: readonly AwsKeyState[] = [
    'Enabled',
    'Disabled',
    'PendingDeletion',
    'PendingReplicaDeletion',
    'PendingImport',
    'Unavailable',
    'Creating',
    'Updating',
  ]

  it('has a cell for every state', () => {
    for (const [operation, row] of Object.entries(keyStateTable)) {
      expect(Object.keys(row).toSorted(), operation).toEqual(states.toSorted())
    }
  })

  it('lets an enabled key do everything but have its deletion cancelled', () => {
    const refused = Object.entries(keyStateTable).filter(([, row]) => row.Enabled !== 'ok')
    expect(refused.map(([operation]) => operation)).toEqual(['CancelKeyDeletion'])
  })

  it('refuses a disabled key as KMS does', () => {
    expect(keyStateTable.Decrypt.Disabled).toEqual({ error: 'DisabledException', says: 'is disabled.' })
    expect(keyStateTable.PutKeyPolicy.Disabled).toBe('ok')
  })
})

it('the tables load no schema library, so that the page may use them', () => {
  for (const file of ['key-specs', 'key-states', 'request-quotas', 'rotation-ability', 'why-not']) {
    const url = new URL(`../../../../src/shared/kms/${file}.ts`, import.meta.url)
    expect(readFileSync(url, 'utf8')).not.toMatch(/^import \{.*\/model\//m)
  }
})
