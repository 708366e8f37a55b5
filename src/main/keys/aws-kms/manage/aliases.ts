import { isVaultError, VaultError } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import { everyPage } from './every-page.ts'
import type { KmsCaller } from './kms-caller.ts'
import { unlessDoneAlready } from './unless-done-already.ts'

/**
 * The name of an alias as KMS takes it, with `alias/`. Throws INVALID_REQUEST {reason: aliasName} for one that it would
 * refuse: other characters, and `aws/`, which is AWS's own.
 */
export function aliasNameOf(alias: string): string {
  if (/^[a-zA-Z0-9/_-]{1,250}$/.test(alias) && !alias.startsWith('aws/')) return `alias/${alias}`
  throw new VaultError(
    'INVALID_REQUEST',
    'an alias has letters, digits, /, _ and -, and does not begin with aws/; choose another',
    { facts: { reason: 'aliasName', alias } },
  )
}

/** CreateAlias. A try that AWS took although its answer was lost counts: the alias is this key's already. */
export async function createAlias(kms: KmsCaller, keyArn: KeyArn, alias: string): Promise<void> {
  const AliasName = aliasNameOf(alias)
  try {
    await kms.call({ operation: 'CreateAlias', keyArn }, (sdk) =>
      sdk.createAlias({ AliasName, TargetKeyId: keyArn }),
    )
  } catch (error) {
    if (!isVaultError(error) || error.code !== 'KMS_NAME_TAKEN') throw error
    if (await isAliasOf(kms, keyArn, AliasName)) return
    throw new VaultError(error.code, error.message, { cause: error, facts: { ...error.facts, alias } })
  }
}

/** UpdateAlias: the alias leaves the key that it had. */
export async function retargetAlias(kms: KmsCaller, keyArn: KeyArn, alias: string): Promise<void> {
  const AliasName = aliasNameOf(alias)
  await kms.call({ operation: 'UpdateAlias', keyArn }, (sdk) =>
    sdk.updateAlias({ AliasName, TargetKeyId: keyArn }),
  )
}

/** DeleteAlias. Only where it is this key's: it could have been pointed elsewhere since it was read. Else KMS_KEY_NOT_FOUND. */
export async function deleteAlias(kms: KmsCaller, keyArn: KeyArn, alias: string): Promise<void> {
  const AliasName = aliasNameOf(alias)
  if (!(await isAliasOf(kms, keyArn, AliasName))) {
    throw new VaultError('KMS_KEY_NOT_FOUND', 'this key has no such alias any more; read it again', {
      facts: { alias, keyArn, action: 'kms:DeleteAlias' },
    })
  }
  await unlessDoneAlready(
    () => kms.call({ operation: 'DeleteAlias', keyArn }, (sdk) => sdk.deleteAlias({ AliasName })),
    async () => !(await isAliasOf(kms, keyArn, AliasName)),
  )
}

async function isAliasOf(kms: KmsCaller, keyArn: KeyArn, name: string): Promise<boolean> {
  const aliases = await everyPage((Marker) =>
    kms.call({ operation: 'ListAliases', keyArn }, async (sdk) => {
      const page = await sdk.listAliases({ KeyId: keyArn, Limit: 100, Marker })
      return { items: page.Aliases ?? [], next: page.NextMarker }
    }),
  )
  return aliases.some(({ AliasName }) => AliasName === name)
}
