import type { AliasListEntry } from '@aws-sdk/client-kms'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { everyItem } from './every-page.ts'

/**
 * Aliases with `alias/`, by key id: of every key, or of one. An alias that AWS reserved and no key bears yet has no
 * target. Throws VaultError.
 */
export async function listNames(
  session: KmsCaller,
  { keyArn, signal }: { keyArn?: string | undefined; signal?: AbortSignal | undefined },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byKey = new Map<string, string[]>()
  for (const { TargetKeyId, AliasName } of await listAliases(session, { keyArn, signal })) {
    if (TargetKeyId === undefined || AliasName === undefined) continue
    const names = byKey.get(TargetKeyId) ?? []
    byKey.set(TargetKeyId, names)
    names.push(AliasName)
  }
  return byKey
}

/** Aliases as KMS lists them: of every key, or of one. Throws VaultError. */
export function listAliases(
  session: KmsCaller,
  { keyArn, signal }: { keyArn?: string | undefined; signal?: AbortSignal | undefined },
): Promise<AliasListEntry[]> {
  return everyItem({ session, operation: 'ListAliases', keyArn, signal }, async (kms, Marker, options) => {
    const page = await kms.listAliases({ KeyId: keyArn, Limit: 100, Marker }, options)
    return { items: page.Aliases ?? [], next: page.NextMarker }
  })
}
