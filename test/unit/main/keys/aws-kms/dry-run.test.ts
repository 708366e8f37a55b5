import { describe, expect, it } from 'vitest'
import { dryRun, type KeyUse } from '../../../../../src/main/keys/aws-kms/dry-run.ts'
import type { KmsSession } from '../../../../../src/main/keys/aws-kms/kms-session.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { VaultErrorCode } from '../../../../../src/shared/vault-error.ts'

type Input = Readonly<Record<string, unknown>>

/** A session whose calls end as `end` says; keeps what was asked. */
function sessionOf(end: () => unknown) {
  const asked: { operation: string; input: Input }[] = []
  const answer = (operation: string) => async (input: Input) => {
    asked.push({ operation, input })
    return end()
  }
  const kms = {
    generateDataKey: answer('GenerateDataKey'),
    encrypt: answer('Encrypt'),
    decrypt: answer('Decrypt'),
  }
  const call = (_scope: unknown, run: (client: unknown, options: object) => unknown) => run(kms, {})
  return { session: { call } as unknown as KmsSession, asked }
}

const ask = (session: KmsSession, use: KeyUse = 'Decrypt') =>
  dryRun(session, { use, keyArn: 'arn', context: new Map([['team', 'red']]) })

const failure =
  (code: VaultErrorCode, awsError = 'Some') =>
  () => {
    throw new VaultError(code, 'no', { facts: { awsError } })
  }

describe('a dry run', () => {
  it.each<KeyUse>(['GenerateDataKey', 'Encrypt', 'Decrypt'])(
    'of %s that would work is allowed',
    async (use) => {
      const { session, asked } = sessionOf(failure('KMS_FAILED', 'DryRunOperationException'))
      expect(await ask(session, use)).toEqual({ outcome: 'allowed' })
      expect(asked).toMatchObject([
        { operation: use, input: { KeyId: 'arn', DryRun: true, EncryptionContext: { team: 'red' } } },
      ])
    },
  )

  it('of Decrypt needs no ciphertext', async () => {
    const { session, asked } = sessionOf(failure('KMS_FAILED', 'DryRunOperationException'))
    await ask(session)
    expect(asked[0]?.input).toMatchObject({
      CiphertextBlob: undefined,
      DryRunModifiers: ['IGNORE_CIPHERTEXT'],
    })
  })

  it.each<VaultErrorCode>(['KMS_ACCESS_DENIED', 'KEY_DISABLED', 'KEY_STATE_INVALID', 'KMS_KEY_NOT_FOUND'])(
    'that ends in %s is a refusal',
    async (code) => {
      const { session } = sessionOf(failure(code))
      expect(await ask(session)).toMatchObject({ outcome: 'denied', error: { code } })
    },
  )

  it.each<[VaultErrorCode, VaultErrorCode | null]>([
    ['KMS_UNREACHABLE', 'KMS_UNREACHABLE'],
    ['KMS_CREDENTIALS_EXPIRED', 'KMS_CREDENTIALS_EXPIRED'],
    ['KMS_THROTTLED', 'KMS_THROTTLED'],
    ['KMS_INVALID_CIPHERTEXT', null],
    ['KMS_FAILED', null],
  ])('that ends in %s tells nothing, and names %s as the reason', async (code, reason) => {
    const { session } = sessionOf(failure(code))
    const outcome = await ask(session)
    expect(outcome).toMatchObject({ outcome: 'unknown' })
    expect(outcome.outcome === 'unknown' && (outcome.error?.code ?? null)).toBe(reason)
  })

  it('that is done in earnest by a server that knows none tells nothing, and what it gave is wiped', async () => {
    const Plaintext = new Uint8Array(32).fill(7)
    const { session } = sessionOf(() => ({ Plaintext }))
    expect(await ask(session, 'GenerateDataKey')).toEqual({ outcome: 'unknown', error: null })
    expect(Plaintext.every((byte) => byte === 0)).toBe(true)
  })

  it('that is cancelled is no answer', async () => {
    const { session } = sessionOf(failure('CANCELLED'))
    await expect(ask(session)).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
