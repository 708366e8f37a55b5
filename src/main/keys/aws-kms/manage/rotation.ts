import { isVaultError, VaultError } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'
import { tryOnce } from './try-once.ts'
import { metadataOf } from './unless-done-already.ts'

/** Automatic rotations and those by hand keep this distance (KMS.md section 1). */
const rotationRest = 20 * 60_000

/** EnableKeyRotation with a period of 90 to 2560 days, or DisableKeyRotation for null. */
export async function setAutomaticRotation(
  kms: KmsCaller,
  keyArn: KeyArn,
  periodDays: number | null,
): Promise<void> {
  if (periodDays === null) {
    await kms.call({ operation: 'DisableKeyRotation', keyArn }, (sdk) =>
      sdk.disableKeyRotation({ KeyId: keyArn }),
    )
    return
  }
  await kms.call({ operation: 'EnableKeyRotation', keyArn }, (sdk) =>
    sdk.enableKeyRotation({ KeyId: keyArn, RotationPeriodInDays: periodDays }),
  )
}

/**
 * RotateKeyOnDemand. Where the answer was lost, a rotation that runs, or another current material than before, tells that
 * it happened. Throws KMS_ROTATION_BUSY with facts {retryAfter} (ISO 8601) where one runs or is due, and
 * KMS_OUTCOME_UNKNOWN.
 */
export async function rotateKeyNow(kms: KmsCaller, keyArn: KeyArn, now: () => Date): Promise<void> {
  const startedAt = now()
  const before = await currentMaterial(kms, keyArn)
  try {
    await kms.call({ operation: 'RotateKeyOnDemand', keyArn }, (sdk) =>
      tryOnce(sdk).rotateKeyOnDemand({ KeyId: keyArn }),
    )
  } catch (error) {
    if (!isVaultError(error)) throw error
    if (error.code === 'KMS_OUTCOME_UNKNOWN' && (await hasRotated(kms, keyArn, before))) return
    if (error.code !== 'KMS_ROTATION_BUSY') throw error
    const retryAfter = await whenFree(kms, keyArn, startedAt)
    throw new VaultError(error.code, error.message, {
      cause: error,
      facts: { ...error.facts, retryAfter: retryAfter.toISOString() },
    })
  }
}

async function currentMaterial(kms: KmsCaller, keyArn: KeyArn): Promise<string | null> {
  return (await metadataOf(kms, keyArn))?.CurrentKeyMaterialId ?? null
}

/** No rotation by hand may be asked for while one runs, so one that runs is the one that was asked for. */
async function hasRotated(kms: KmsCaller, keyArn: KeyArn, before: string | null): Promise<boolean> {
  const { OnDemandRotationStartDate } = await statusOf(kms, keyArn).catch(() => ({}) as RotationStatus)
  if (OnDemandRotationStartDate !== undefined) return true
  const after = await currentMaterial(kms, keyArn)
  return before !== null && after !== null && after !== before
}

interface RotationStatus {
  readonly OnDemandRotationStartDate?: Date | undefined
  readonly NextRotationDate?: Date | undefined
}

function statusOf(kms: KmsCaller, keyArn: KeyArn): Promise<RotationStatus> {
  return kms.call({ operation: 'GetKeyRotationStatus', keyArn }, (sdk) =>
    sdk.getKeyRotationStatus({ KeyId: keyArn }),
  )
}

/** After the automatic rotation that is due, or in twenty minutes. */
async function whenFree(kms: KmsCaller, keyArn: KeyArn, at: Date): Promise<Date> {
  const { NextRotationDate } = await statusOf(kms, keyArn).catch(() => ({}) as RotationStatus)
  const until = NextRotationDate === undefined ? Number.NaN : NextRotationDate.getTime() - at.getTime()
  const isDueSoon = until > 0 && until <= rotationRest
  return new Date(at.getTime() + rotationRest + (isDueSoon ? until : 0))
}
