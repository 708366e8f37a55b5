import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { aliasNameOf, createAlias, deleteAlias, retargetAlias } from '../../keys/aws-kms/manage/aliases.ts'
import type { KeyAccess, KeyInHand } from '../key-in-hand.ts'
import { changeKey } from './change-key.ts'
import type { UnfinishedKeys } from './unfinished-keys.ts'

type AliasCalls = Pick<
  AwsHandlersOf<'manage'>,
  'manage.createAlias' | 'manage.retargetAlias' | 'manage.deleteAlias'
>

/** What an alias may be pointed at: keys of one type and usage (UpdateAlias). */
interface AliasTarget {
  readonly spec: string | null
  readonly usage: string | null
}

/** Aliases made, pointed at another key, and deleted. Files name keys, never aliases, so none of it changes what opens. */
export function aliasHandlers(access: KeyAccess, unfinished: UnfinishedKeys): AliasCalls {
  return {
    'manage.createAlias': ({ ref, alias }) =>
      changeKey(access, ref, {
        action: 'createAlias',
        run: async ({ kms, keyArn, row }) => {
          await createAlias(kms, keyArn, alias)
          unfinished.finish(keyArn)
          return named(row, [...row.aliases, alias])
        },
      }),
    'manage.retargetAlias': async ({ ref, alias }) => {
      let left: AwsKeyRef | null = null
      const row = await changeKey(access, ref, {
        action: 'retargetAlias',
        run: async (key) => {
          left = await checkedTarget(key, alias)
          await retargetAlias(key.kms, key.keyArn, alias)
          return named(key.row, [...key.row.aliases, alias])
        },
      })
      if (left !== null) await access.readAgain(left).catch(() => null)
      return row
    },
    'manage.deleteAlias': ({ ref, alias }) =>
      changeKey(access, ref, {
        action: 'deleteAlias',
        run: async ({ kms, keyArn, row }) => {
          await deleteAlias(kms, keyArn, alias)
          return named(
            row,
            row.aliases.filter((name) => name !== alias),
          )
        },
      }),
  }
}

function named(row: KeyRow, aliases: readonly string[]): Partial<KeyRow> {
  const names = [...new Set(aliases)].toSorted()
  return { aliases: names, alias: names[0] ?? row.alias, moreAliases: Math.max(names.length - 1, 0) }
}

/** The key that the alias points at now, once it is of the same type and usage; null where it may not be described. */
async function checkedTarget({ kms, ref, row }: KeyInHand, alias: string): Promise<AwsKeyRef | null> {
  const KeyId = aliasNameOf(alias)
  const answer = await kms
    .call({ operation: 'DescribeKey', keyArn: KeyId }, (sdk) => sdk.describeKey({ KeyId }))
    .catch((error: unknown) => {
      if (isVaultError(error) && error.code === 'KMS_ACCESS_DENIED') return null
      throw error
    })
  if (answer?.KeyMetadata === undefined) return null
  const { KeySpec = null, KeyUsage = null, Arn = '' } = answer.KeyMetadata
  const now: AliasTarget = { spec: KeySpec, usage: KeyUsage }
  if (typeOf(now.spec) !== typeOf(row.spec) || now.usage !== row.usage) {
    throw new VaultError('INVALID_REQUEST', 'an alias moves only between keys of one type and usage', {
      facts: { reason: 'aliasTarget', alias, name: row.alias ?? row.keyId },
    })
  }
  return Arn === '' ? null : { ...ref, keyArn: Arn }
}

function typeOf(spec: string | null): string {
  const kind = factsOfSpec(spec)?.kind
  return kind === 'symmetric' || kind === 'hmac' ? kind : 'asymmetric'
}
