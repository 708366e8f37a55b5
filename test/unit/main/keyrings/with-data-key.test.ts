import { describe, expect, it } from 'vitest'
import { withDataKey } from '../../../../src/main/keyrings/with-data-key.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { fresh, rejection } from './support/doors.ts'

const fail = (seen: Secret[]) => (dataKey: Secret) => {
  seen.push(dataKey)
  return Promise.reject(new VaultError('KMS_UNREACHABLE', 'unreachable'))
}

describe('the data key of a wrap', () => {
  it('F-50 is random, of the length asked for, and wiped where the wrap fails', async () => {
    const seen: Secret[] = []
    expect(await rejection(withDataKey({ ...fresh, dataKeyLength: 24 }, fail(seen)))).toBe('KMS_UNREACHABLE')
    expect(seen.map(({ length, isWiped }) => ({ length, isWiped }))).toEqual([{ length: 24, isWiped: true }])
  })

  it('F-50 is left alone where it was given', async () => {
    const dataKey = Secret.random(32)
    expect(await rejection(withDataKey({ ...fresh, dataKey }, fail([])))).toBe('KMS_UNREACHABLE')
    expect(dataKey.isWiped).toBe(false)
  })
})
