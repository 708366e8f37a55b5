import { randomBytes } from 'node:crypto'
import { keyMetadata } from '../key-metadata.ts'
import { arnOfAlias } from '../fake-keys.ts'
import { pageOf } from '../paging.ts'
import { createKey } from './create-key.ts'
import { answeredGrants } from './grant-operations.ts'
import { base64, type Answer, type Operation, type OperationScope } from './operation.ts'

/** What is about an account and Region, not about a key. */
export const fakeAccountOperations = {
  ListKeys: listKeys,
  ListAliases: listAliases,
  CreateKey: (scope) => ({ KeyMetadata: keyMetadata(createKey(scope)) }),
  ListRetirableGrants: listRetirableGrants,
  GenerateRandom: ({ input }) => ({
    Plaintext: base64(randomBytes(input.integer('NumberOfBytes', { least: 1, most: 1024 }) ?? 32)),
  }),
  DescribeCustomKeyStores: describeCustomKeyStores,
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
      ...(alias.targetKeyId === null
        ? {}
        : {
            TargetKeyId: alias.targetKeyId,
            CreationDate: alias.createdAt.getTime() / 1000,
            LastUpdatedDate: alias.updatedAt.getTime() / 1000,
          }),
    })),
    ...page.rest,
  }
}

function listRetirableGrants({ input, caller, keys }: OperationScope): Answer {
  const retiring = input.required('RetiringPrincipal')
  const grants = keys
    .keysOf(caller)
    .flatMap((key) => key.grants.map((grant) => ({ key, grant })))
    .filter(({ grant }) => grant.retiring === retiring)
  return answeredGrants(grants, input)
}

function describeCustomKeyStores({ input, caller, stores }: OperationScope): Answer {
  const id = input.text('CustomKeyStoreId')
  const name = input.text('CustomKeyStoreName')
  const found = stores.find(caller, { id, name })
  const page = pageOf(found, input, { byDefault: 50, most: 1000 })
  return { CustomKeyStores: page.items, ...page.rest }
}
