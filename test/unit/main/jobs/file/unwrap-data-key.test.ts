import { describe, expect, it } from 'vitest'
import { unwrapDataKey } from '../../../../../src/main/jobs/file/unwrap-data-key.ts'
import { AwsKmsOpeningKeyring } from '../../../../../src/main/keyrings/aws-kms-opening-keyring.ts'
import { awsKmsDoor } from '../../../../../src/main/keyrings/aws-kms-door.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import type { ParsedHeader } from '../../../../../src/main/message/parsed-header.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { KmsDouble, keyArn } from '../../keyrings/support/kms-double.ts'
import { credentialsEnded } from '../../../../support/sign-in-double.ts'

const denied = new VaultError('KMS_ACCESS_DENIED', 'no')
const context = new Map<string, string>()
const header = {
  suite: '0478',
  encryptedDataKeys: [awsKmsDoor(keyArn, new Uint8Array(40))],
} as unknown as ParsedHeader

/** A keyring whose doors all fail so. */
const failing = (...tried: readonly VaultError[]): Keyring => ({
  wrap: () => Promise.reject(new Error('never wraps')),
  unwrap: async () => ({ opened: false, tried }),
})

describe('a data key that no door gives', () => {
  it('is told by the door that was tried first', async () => {
    const other = new VaultError('KEY_DISABLED', 'no')
    await expect(unwrapDataKey(failing(denied, other), header, { context })).rejects.toBe(denied)
  })

  it('needs a sign-in where any door does: whoever signs in may open it', async () => {
    const ended = credentialsEnded()
    await expect(unwrapDataKey(failing(denied, ended), header, { context })).rejects.toBe(ended)
  })

  it('needs one too where only another connection to the same key ended', async () => {
    const [near, far] = [new KmsDouble(), new KmsDouble()]
    near.failure = denied
    far.failure = credentialsEnded('far')
    const keyring = new AwsKmsOpeningKeyring(async () => [
      { calls: near, keyArn },
      { calls: far, keyArn },
    ])
    await expect(unwrapDataKey(keyring, header, { context })).rejects.toMatchObject({
      code: 'KMS_CREDENTIALS_EXPIRED',
      facts: { connectionId: 'far' },
    })
  })

  it('is told as none of ours where no door is', async () => {
    await expect(unwrapDataKey(failing(), header, { context })).rejects.toMatchObject({
      code: 'NO_DOOR_OPENS',
      facts: { doors: 1 },
    })
  })
})
