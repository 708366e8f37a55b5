import type { KeyMetadata } from '@aws-sdk/client-kms'
import { isVaultError, type VaultErrorCode } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'

/** What AWS says to the second try of a change whose first answer was lost. */
const saidOfSecondTry: ReadonlySet<VaultErrorCode> = new Set<VaultErrorCode>([
  'KEY_STATE_INVALID',
  'KEY_DISABLED',
  'KEY_USAGE_INVALID',
  'KMS_UNSUPPORTED',
  'KMS_KEY_NOT_FOUND',
])

/**
 * Runs a change that may be tried again. Where the refusal may be that of a second try, `isDone` looks whether what was
 * asked for is so already: then the change was made, and its answer was lost. Throws what the change throws.
 */
export async function unlessDoneAlready(
  change: () => Promise<unknown>,
  isDone: () => Promise<boolean>,
): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!isVaultError(error) || !saidOfSecondTry.has(error.code)) throw error
    if (!(await isDone().catch(() => false))) throw error
  }
}

/** DescribeKey, or null where it may not be asked. */
export async function metadataOf(kms: KmsCaller, keyArn: KeyArn): Promise<KeyMetadata | null> {
  try {
    const answer = await kms.call({ operation: 'DescribeKey', keyArn }, (sdk) =>
      sdk.describeKey({ KeyId: keyArn }),
    )
    return answer.KeyMetadata ?? null
  } catch {
    return null
  }
}
