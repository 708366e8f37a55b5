import { describe, expect, it } from 'vitest'
import { localKeyRow } from '../../../../../src/main/keys/keystore/local-key-row.ts'
import { keyRow } from '../../../../../src/shared/model/key.ts'
import { rotationAbility } from '../../../../../src/shared/kms/rotation-ability.ts'
import { localKeyOf } from '../../../../support/local-keys.ts'

describe('the row of a key of this computer', () => {
  it('is a row by the contract, in every state', () => {
    for (const deletable of [true, false]) {
      const row = localKeyRow(localKeyOf({ deletable, state: 'PendingDeletion' }))
      expect(keyRow.parse(row)).toEqual(row)
    }
  })

  it('tells its other names beside the first one', () => {
    const at = '2026-01-01T00:00:00.000Z'
    const aliases = ['b', 'a'].map((name) => ({ name, createdAt: at, updatedAt: at }))
    const row = localKeyRow(localKeyOf({ alias: 'b', aliases }))
    expect(row).toMatchObject({ alias: 'b', aliases: ['a', 'b'], moreAliases: 1 })
  })

  it('encrypts files only as an enabled symmetric key', () => {
    expect(localKeyRow(localKeyOf()).canEncrypt).toBe(true)
    expect(localKeyRow(localKeyOf({ state: 'Disabled' })).canEncrypt).toBe(false)
    expect(localKeyRow(localKeyOf({ spec: 'RSA_3072' })).canEncrypt).toBe(false)
  })

  it('rotates as a key of one’s own', () => {
    expect(rotationAbility(localKeyRow(localKeyOf())).automatic).toBe(true)
    expect(rotationAbility(localKeyRow(localKeyOf({ origin: 'EXTERNAL' }))).reason).toBe('imported')
  })
})
