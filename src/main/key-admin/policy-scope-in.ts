import type { KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import { partitionOf } from '../credentials/partition-of.ts'
import type { PolicyScope } from '../keys/aws-kms/policy/policy-scope.ts'
import type { KeyAccess } from './key-in-hand.ts'

/**
 * The account and partition in which a new key of a connection would be: those of its other keys, of the credentials as STS
 * knows them, or of the aliases that AWS keeps in every account. Throws KMS_ACCOUNT_UNKNOWN where all of them tell nothing.
 */
export async function policyScopeIn(
  access: KeyAccess,
  { connectionId, region }: { readonly connectionId: string; readonly region: string },
): Promise<PolicyScope> {
  const rows = await access.rows()
  const isOwn = ({ ref }: KeyRow): boolean => ref.service === 'aws' && ref.connectionId === connectionId
  const known = accountIn(
    rows.find((row) => isOwn(row) && row.region === region)?.arn ?? rows.find(isOwn)?.arn,
  )
  const account =
    known ??
    (await access.accountOf?.(connectionId)) ??
    accountIn(await anyAliasArn(access, connectionId, region))
  if (account !== null) return { account, partition: partitionOf(region) }
  throw new VaultError(
    'KMS_ACCOUNT_UNKNOWN',
    'it is not known which account this connection belongs to; test it',
    { facts: { reason: 'ofConnection' } },
  )
}

async function anyAliasArn(
  access: KeyAccess,
  connectionId: string,
  region: string,
): Promise<string | undefined> {
  const kms = await access.sessionIn(connectionId, region)
  const { Aliases = [] } = await kms.call({ operation: 'ListAliases' }, (sdk) =>
    sdk.listAliases({ Limit: 1 }),
  )
  return Aliases[0]?.AliasArn
}

function accountIn(arn: string | null | undefined): string | null {
  return parseKmsArn(arn ?? '')?.account ?? null
}
