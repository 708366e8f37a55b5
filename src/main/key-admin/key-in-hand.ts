import { whyNot, type KeyAction, type Refusal } from '../../shared/kms/why-not.ts'
import type { AwsKeyRef, KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { isKeyArn, parseKmsArn, type KeyArn, type KmsArn } from '../keys/aws-kms/key-arn.ts'
import type { KmsCaller } from '../keys/aws-kms/manage/kms-caller.ts'

/** What the factories of key-admin need of `KeySessions`. */
export interface KeyAccess {
  sessionOf(ref: AwsKeyRef): Promise<KmsCaller>
  sessionIn(connectionId: string, region: string): Promise<KmsCaller>
  accountOf?(connectionId: string): Promise<string | null>
  welcome?(ref: AwsKeyRef): Promise<void>
  rowOf(ref: AwsKeyRef): Promise<KeyRow | null>
  rows(): Promise<readonly KeyRow[]>
  readAgain(ref: AwsKeyRef): Promise<KeyRow | null>
}

/** A key that something is about to be done with. */
export interface KeyInHand {
  readonly ref: AwsKeyRef
  readonly arn: KmsArn
  readonly keyArn: KeyArn
  /** As last read, or as read just now where that made a difference. */
  readonly row: KeyRow
  readonly kms: KmsCaller
}

/** Refusals that may come from a row that is older than the key's state. */
const mayHavePassed: ReadonlySet<Refusal> = new Set<Refusal>([
  'alreadyEnabled',
  'alreadyDisabled',
  'notPendingDeletion',
  'notPrimary',
  'replica',
  'disabled',
  'pendingDeletion',
  'pendingImport',
  'unavailable',
  'creating',
  'updating',
])

/**
 * The key and its session, once nothing that is known of the key refuses the action: what is refused here never reaches
 * AWS. Throws KEY_ACTION_REFUSED with facts {refusal, action, keyArn, name, state}, and KMS_KEY_NOT_FOUND.
 */
export async function keyInHand(access: KeyAccess, ref: AwsKeyRef, action: KeyAction): Promise<KeyInHand> {
  const { arn, keyArn } = checkedArn(ref)
  const known = await access.rowOf(ref)
  const row = known ?? (await access.readAgain(ref))
  if (row === null) throw notFound(keyArn)
  return {
    ref,
    arn,
    keyArn,
    row: await allowedRow(access, ref, action, row),
    kms: await access.sessionOf(ref),
  }
}

/** The ARN of a reference in its parts. Throws INVALID_REQUEST where it names no key. */
export function checkedArn({ keyArn }: AwsKeyRef): { readonly arn: KmsArn; readonly keyArn: KeyArn } {
  const arn = parseKmsArn(keyArn)
  if (arn !== null && isKeyArn(keyArn)) return { arn, keyArn }
  throw new VaultError('INVALID_REQUEST', 'this is no ARN of a key', { facts: { keyArn } })
}

/** Looks once more at the key itself before a state refuses: another person may have changed it. */
async function allowedRow(
  access: KeyAccess,
  ref: AwsKeyRef,
  action: KeyAction,
  row: KeyRow,
): Promise<KeyRow> {
  const first = whyNot(action, row)
  if (first === null) return row
  if (!mayHavePassed.has(first)) throw refused(first, action, row)
  const fresh = await access.readAgain(ref).catch(() => row)
  if (fresh === null) throw notFound(ref.keyArn)
  const refusal = whyNot(action, fresh)
  if (refusal !== null) throw refused(refusal, action, fresh)
  return fresh
}

function refused(refusal: Refusal, action: KeyAction, row: KeyRow): VaultError {
  return new VaultError(
    'KEY_ACTION_REFUSED',
    `this key does not allow this now (${refusal}); aws was not asked`,
    {
      facts: {
        refusal,
        action,
        name: row.alias ?? row.keyId,
        keyArn: row.arn ?? row.keyId,
        state: row.state ?? 'unknown',
      },
    },
  )
}

function notFound(keyArn: string): VaultError {
  return new VaultError('KMS_KEY_NOT_FOUND', 'there is no such key in this account and region any more', {
    facts: { keyArn },
  })
}
