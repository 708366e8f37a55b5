import type { KeyAlias, KeyGrant } from '../../../shared/model/key-page.ts'
import { everyItem } from '../../keys/aws-kms/listing/every-page.ts'
import { listAliases } from '../../keys/aws-kms/listing/list-names.ts'
import { summarizeGrant } from '../../keys/aws-kms/policy/summarize-grant.ts'
import type { KeyPlace } from './key-place.ts'

/** A key's aliases by name. Throws VaultError. */
export async function readAliases({ session, ref, arn }: KeyPlace): Promise<KeyAlias[]> {
  const aliases = await listAliases(session, { keyArn: ref.keyArn })
  return aliases
    .filter(({ TargetKeyId }) => TargetKeyId === undefined || TargetKeyId === arn.id)
    .map(({ AliasName = '', CreationDate, LastUpdatedDate }) => ({
      name: AliasName.replace(/^alias\//, ''),
      createdAt: CreationDate?.toISOString() ?? null,
      updatedAt: LastUpdatedDate?.toISOString() ?? null,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Every grant of a key. Throws VaultError. */
export async function readGrants({ session, ref: { keyArn } }: KeyPlace): Promise<KeyGrant[]> {
  const grants = await everyItem({ session, operation: 'ListGrants', keyArn }, async (kms, Marker, call) => {
    const page = await kms.listGrants({ KeyId: keyArn, Limit: 100, Marker }, call)
    return { items: page.Grants ?? [], next: page.NextMarker }
  })
  return grants.map(summarizeGrant)
}
