import { VaultError } from '../../shared/vault-error.ts'
import { parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import type { PolicyScope } from '../keys/aws-kms/policy/policy-scope.ts'
import type { KeyAccess } from './key-in-hand.ts'

/**
 * The account and partition in which a new key of a connection would be: those of its other keys, or where it has none,
 * of the aliases that AWS keeps in every account. Throws KMS_ACCOUNT_UNKNOWN where both tell nothing.
 */
export async function policyScopeIn(
  access: KeyAccess,
  { connectionId, region }: { readonly connectionId: string; readonly region: string },
): Promise<PolicyScope> {
  const own = (await access.rows()).filter(
    ({ ref }) => ref.service === 'aws' && ref.connectionId === connectionId,
  )
  const known = scopeOf(own.find((row) => row.region === region)?.arn ?? own[0]?.arn ?? '')
  return known ?? (await scopeOfAliases(access, connectionId, region))
}

async function scopeOfAliases(access: KeyAccess, connectionId: string, region: string): Promise<PolicyScope> {
  const kms = await access.sessionIn(connectionId, region)
  const { Aliases = [] } = await kms.call({ operation: 'ListAliases' }, (sdk) =>
    sdk.listAliases({ Limit: 1 }),
  )
  const scope = scopeOf(Aliases[0]?.AliasArn ?? '')
  if (scope !== null) return scope
  throw new VaultError(
    'KMS_ACCOUNT_UNKNOWN',
    'it is not known which account this connection belongs to; test it',
  )
}

function scopeOf(arn: string): PolicyScope | null {
  const parts = parseKmsArn(arn)
  return parts === null ? null : { account: parts.account, partition: parts.partition }
}
