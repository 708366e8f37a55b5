import type { KeyAction } from '../../../shared/kms/why-not.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { isVaultError, type VaultErrorCode } from '../../../shared/vault-error.ts'
import { keyInHand, type KeyAccess, type KeyInHand } from '../key-in-hand.ts'

export interface KeyChange {
  readonly action: KeyAction
  /** Does it. What it gives is what of the row is known to be so now, where the key cannot be read again. */
  readonly run: (key: KeyInHand) => Promise<Partial<KeyRow> | void>
}

/** Refusals that say that the key is not as it was last read, or may not be. */
const tellsOfAnotherKey: ReadonlySet<VaultErrorCode> = new Set<VaultErrorCode>([
  'KEY_STATE_INVALID',
  'KEY_DISABLED',
  'KMS_KEY_NOT_FOUND',
  'KMS_OUTCOME_UNKNOWN',
  'KMS_LIMIT_REACHED',
  'KMS_ROTATION_BUSY',
])

/**
 * Changes one key and gives its row as it is afterwards. Throws KEY_ACTION_REFUSED before anything is sent, and what the
 * change throws. A change that was made never fails for want of reading the key afterwards.
 */
export async function changeKey(access: KeyAccess, ref: AwsKeyRef, change: KeyChange): Promise<KeyRow> {
  const key = await keyInHand(access, ref, change.action)
  const known = await orReadAgain(access, ref, () => change.run(key))
  return await rowAfter(access, ref, { ...key.row, ...known })
}

/** The row as it is read now, or `otherwise` where it cannot be. */
export async function rowAfter(access: KeyAccess, ref: AwsKeyRef, otherwise: KeyRow): Promise<KeyRow> {
  return (await access.readAgain(ref).catch(() => null)) ?? otherwise
}

/** Runs a change; where it fails because the key is another than was thought, the key is read for the page. */
async function orReadAgain<Result>(
  access: KeyAccess,
  ref: AwsKeyRef,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (isVaultError(error) && tellsOfAnotherKey.has(error.code))
      await access.readAgain(ref).catch(() => null)
    throw error
  }
}
