import type { KeyRow } from '../../../../shared/model/key.ts'
import { isVaultError } from '../../../../shared/vault-error.ts'
import { parseKmsArn } from '../key-arn.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { Columns } from './columns.ts'
import type { OneKey } from './key-listing.ts'
import { listNames } from './list-names.ts'
import { readRow } from './read-row.ts'

/** Reads one key again: facts, aliases, rotation, tags. Null where it is gone. Throws VaultError; a denied part is a gap. */
export async function readKey(session: KmsCaller, key: OneKey): Promise<KeyRow | null> {
  const arn = parseKmsArn(key.keyArn)
  if (arn === null) return null
  const names = await namesOfKey(session, key)
  if (names === 'gone') return null
  return readRow(session, {
    ...key,
    arn,
    aliases: names ?? [],
    denied: names === null ? ['kms:ListAliases'] : [],
    columns: new Columns(),
  })
}

/** Null where they are denied. */
async function namesOfKey(
  session: KmsCaller,
  { keyArn, signal }: OneKey,
): Promise<readonly string[] | null | 'gone'> {
  try {
    return [...(await listNames(session, { keyArn, signal })).values()].flat()
  } catch (error) {
    if (!isVaultError(error)) throw error
    if (error.code === 'KMS_ACCESS_DENIED') return null
    if (error.code === 'KMS_KEY_NOT_FOUND') return 'gone'
    throw error
  }
}
