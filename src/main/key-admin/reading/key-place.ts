import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeySessions } from '../../credentials/key-sessions.ts'
import type { KeyCache } from '../../keys/aws-kms/key-cache.ts'
import { isKeyArn, parseKmsArn, type KmsArn } from '../../keys/aws-kms/key-arn.ts'
import type { Refusals } from './refusals.ts'
import type { KmsCaller } from '../../keys/aws-kms/manage/kms-caller.ts'

/** What reading the parts of a key's page stands on. */
export interface KeyReadingOptions {
  readonly sessions: KeySessions
  readonly cache: KeyCache
  readonly now: () => Date
  /** What was refused for keys, by reading and by changing them. */
  readonly refusals: Refusals
}

/** A key and the client that reaches it. */
export interface KeyPlace {
  readonly ref: AwsKeyRef
  readonly arn: KmsArn
  readonly session: KmsCaller
}

/** The way to a key of the page. Throws INVALID_REQUEST where the name is no key's, and what `sessionOf` throws. */
export async function placeOf({ sessions }: KeyReadingOptions, ref: AwsKeyRef): Promise<KeyPlace> {
  const arn = parseKmsArn(ref.keyArn)
  if (arn === null || !isKeyArn(ref.keyArn)) {
    throw new VaultError('INVALID_REQUEST', 'this is not the arn of a kms key')
  }
  return { ref, arn, session: await sessions.sessionOf(ref) }
}

/** The key's row as it is shown, read now where no reading knew it. Throws KMS_KEY_NOT_FOUND, and what reading throws. */
export async function rowOf({ sessions }: KeyReadingOptions, ref: AwsKeyRef): Promise<KeyRow> {
  const row = (await sessions.rowOf(ref)) ?? (await sessions.readAgain(ref))
  if (row !== null) return row
  throw new VaultError('KMS_KEY_NOT_FOUND', 'there is no such key any more; it was deleted', {
    facts: { keyArn: ref.keyArn },
  })
}
