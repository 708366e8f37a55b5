import { describe, expect, it } from 'vitest'
import { KeyIndex } from '../../../../src/keystore/keys/key-index.ts'
import type { KeyRecord } from '../../../../src/keystore/store/store-rows.ts'

const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const material = (materialId: string) => ({
  materialId,
  keyId,
  purpose: 'p',
  createdAt: 't',
  state: 'CURRENT' as const,
  rotatedAt: null,
  rotationType: null,
  wraps: 0,
  validTo: null,
  description: null,
  publicKey: null,
  fingerprint: null,
  iv: new Uint8Array(12),
  sealed: new Uint8Array(48),
})
const indexOf = (state: KeyRecord['state'], alias: string | null = 'Backups'): KeyIndex => {
  const rows: ConstructorParameters<typeof KeyIndex>[0] = {
    keys: [
      {
        keyId,
        description: 'd',
        state,
        spec: 'SYMMETRIC_DEFAULT',
        usage: 'ENCRYPT_DECRYPT',
        origin: 'AWS_KMS',
        createdAt: 't',
        currentMaterialId: 'new',
        deletionDate: null,
        deletionWindowDays: null,
        rotationPeriodDays: null,
        nextRotationAt: null,
        rules: null,
      },
    ],
    materials: [material('old'), material('new')],
    aliases:
      alias === null ? [] : [{ folded: alias.toLowerCase(), alias, keyId, createdAt: 't', updatedAt: 't' }],
    tags: [],
  }
  return new KeyIndex(rows)
}

describe('KeyIndex', () => {
  it('wraps with the current material and unwraps with any of the key', () => {
    const index = indexOf('Enabled')
    expect(index.materialToWrap(keyId).materialId).toBe('new')
    expect(index.materialToUnwrap(keyId, 'old').materialId).toBe('old')
    expect(() => index.materialToUnwrap(keyId, 'other')).toThrow(
      expect.objectContaining({ code: 'DATA_KEY_DAMAGED' }),
    )
  })

  it.each([
    ['Disabled', 'KEY_DISABLED'],
    ['PendingDeletion', 'KEY_STATE_INVALID'],
  ] as const)('lets a key that is %s neither wrap nor unwrap, and still describes it', (state, code) => {
    const index = indexOf(state)
    expect(() => index.materialToWrap(keyId)).toThrow(
      expect.objectContaining({ code, facts: expect.objectContaining({ key: 'Backups' }) }),
    )
    expect(() => index.materialToUnwrap(keyId, 'old')).toThrow(expect.objectContaining({ code }))
    expect(index.describe(keyId).state).toBe(state)
  })

  it('describes a key without a name', () => {
    const index = indexOf('Enabled', null)
    expect(index.list()).toEqual([
      expect.objectContaining({ keyId, alias: null, currentKeyMaterialId: 'new' }),
    ])
    expect(index.hasName('backups')).toBe(false)
  })
})
