import { keyMetadata, newFakeKey } from '../fake-key.ts'
import { arnOfAlias } from '../fake-keys.ts'
import { pageOf } from '../paging.ts'
import type { Answer, Operation, OperationScope } from './operation.ts'

/** What is about an account and Region, not about a key. */
export const accountOperations = {
  ListKeys: listKeys,
  ListAliases: listAliases,
  CreateKey: createKey,
} as const satisfies Record<string, Operation>

function listKeys({ input, caller, keys }: OperationScope): Answer {
  const page = pageOf(keys.keysOf(caller), input, { byDefault: 100, most: 1000 })
  return { Keys: page.items.map((key) => ({ KeyId: key.id, KeyArn: key.arn })), ...page.rest }
}

function listAliases({ input, caller, keys }: OperationScope): Answer {
  const only = input.text('KeyId')
  const target = only === undefined ? null : keys.resolve(only, caller).id
  const aliases = keys.aliasesOf(caller).filter((alias) => target === null || alias.targetKeyId === target)
  const page = pageOf(aliases, input, { byDefault: 50, most: 100 })
  return {
    Aliases: page.items.map((alias) => ({
      AliasName: alias.name,
      AliasArn: arnOfAlias(alias),
      ...(alias.targetKeyId === null ? {} : { TargetKeyId: alias.targetKeyId }),
    })),
    ...page.rest,
  }
}

function createKey({ input, caller, keys, now }: OperationScope): Answer {
  const key = newFakeKey({
    account: caller.account,
    region: caller.region,
    description: input.text('Description') ?? '',
    spec: input.text('KeySpec') ?? input.text('CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT',
    usage: input.text('KeyUsage') ?? 'ENCRYPT_DECRYPT',
    origin: input.text('Origin') ?? 'AWS_KMS',
    manager: 'CUSTOMER',
    multiRegion: input.flag('MultiRegion'),
    createdAt: now,
  })
  keys.addKey(key)
  return { KeyMetadata: keyMetadata(key) }
}
