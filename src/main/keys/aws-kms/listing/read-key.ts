import type { KeyRow } from '../../../../shared/model/key.ts'
import { parseKmsArn } from '../key-arn.ts'
import { kmsKeyRow } from '../kms-key-row.ts'
import type { KmsSession } from '../kms-session.ts'
import type { OneKey } from './key-listing.ts'

/** Reads one key again: facts, aliases, rotation, tags. Null where it is gone. Throws VaultError; a denied part is a gap. */
export async function readKey(session: KmsSession, key: OneKey): Promise<KeyRow | null> {
  const arn = parseKmsArn(key.keyArn)
  if (arn === null) return null
  const { KeyMetadata } = await session.call(
    { operation: 'DescribeKey', keyArn: key.keyArn, signal: key.signal },
    (kms, options) => kms.describeKey({ KeyId: key.keyArn }, options),
  )
  const aliases = key.known?.aliases.map((alias) => `alias/${alias}`) ?? []
  return kmsKeyRow({ connectionId: key.connectionId, arn, aliases, metadata: KeyMetadata ?? null })
}
