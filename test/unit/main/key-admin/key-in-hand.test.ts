import { describe, expect, it } from 'vitest'
import { keyInHand, type KeyAccess } from '../../../../src/main/key-admin/key-in-hand.ts'
import type { AwsKeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import { arnOf, kmsRow } from '../../../support/kms-rows.ts'
import { scriptedKms } from '../../../support/scripted-kms.ts'

const ref: AwsKeyRef = { service: 'aws', connectionId: 'c', keyArn: arnOf('k') }

/** `known`: the row as last read; `fresh`: as a reading gives it now, an error where it cannot. */
function accessWith(known: KeyRow | null, fresh: KeyRow | null | Error): KeyAccess & { readings: number } {
  const kms = scriptedKms({})
  const access = {
    readings: 0,
    sessionOf: async () => kms,
    sessionIn: async () => kms,
    rowOf: async () => known,
    rows: async () => [],
    readAgain: async () => {
      access.readings += 1
      if (fresh instanceof Error) throw fresh
      return fresh
    },
  }
  return access
}

const disabled = kmsRow('k', { state: 'Disabled' })

describe('a key that something is to be done with', () => {
  it('is taken as last read where nothing is in the way', async () => {
    const access = accessWith(kmsRow('k'), null)
    expect((await keyInHand(access, ref, 'encrypt')).row.state).toBe('Enabled')
    expect(access.readings).toBe(0)
  })

  it('is read where no reading knew it', async () => {
    expect((await keyInHand(accessWith(null, kmsRow('k')), ref, 'encrypt')).row.keyId).toBe('k')
  })

  it('is read once more where its state is in the way', async () => {
    expect((await keyInHand(accessWith(disabled, kmsRow('k')), ref, 'encrypt')).row.state).toBe('Enabled')
  })

  it('is refused where its state is in the way indeed, or cannot be read', async () => {
    const refused = { code: 'KEY_ACTION_REFUSED', facts: { refusal: 'disabled', action: 'encrypt' } }
    await expect(keyInHand(accessWith(disabled, disabled), ref, 'encrypt')).rejects.toMatchObject(refused)
    await expect(keyInHand(accessWith(disabled, new Error('offline')), ref, 'encrypt')).rejects.toMatchObject(
      refused,
    )
  })

  it('is refused for its kind without being read', async () => {
    const access = accessWith(kmsRow('k', { manager: 'AWS' }), null)
    await expect(keyInHand(access, ref, 'disable')).rejects.toMatchObject({
      facts: { refusal: 'awsManaged' },
    })
    expect(access.readings).toBe(0)
  })

  it('is gone where a reading does not find it', async () => {
    await expect(keyInHand(accessWith(null, null), ref, 'enable')).rejects.toMatchObject({
      code: 'KMS_KEY_NOT_FOUND',
    })
    await expect(keyInHand(accessWith(disabled, null), ref, 'encrypt')).rejects.toMatchObject({
      code: 'KMS_KEY_NOT_FOUND',
    })
  })

  it('has an ARN of a key', async () => {
    const alias = { ...ref, keyArn: 'arn:aws:kms:eu-central-1:111122223333:alias/x' }
    await expect(keyInHand(accessWith(null, null), alias, 'enable')).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })
})
