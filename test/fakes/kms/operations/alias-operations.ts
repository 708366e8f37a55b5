import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { FakeError } from '../fake-error.ts'
import type { FakeKey } from '../fake-key.ts'
import { arnOfAlias, type FakeAlias } from '../fake-keys.ts'
import type { FakeKeyOperation, OperationScope } from './operation.ts'

const { aliases: mostAliases } = keyLimits

/** Names of keys. */
export const aliasOperations = {
  CreateAlias: { keyFrom: targetKey, run: createAlias },
  UpdateAlias: { keyFrom: targetKey, run: updateAlias },
  DeleteAlias: {
    keyFrom: (scope) => {
      const alias = aliasOf(scope)
      return scope.keys.resolve(alias.targetKeyId ?? alias.name, scope.caller)
    },
    run: (_key, scope) => {
      scope.keys.removeAlias(aliasOf(scope))
      return {}
    },
  },
} as const satisfies Record<string, FakeKeyOperation>

function targetKey({ input, keys, caller }: OperationScope): FakeKey {
  const target = input.required('TargetKeyId')
  if (target.includes('alias/')) {
    throw new FakeError('ValidationException', 'Aliases must refer to keys. Not aliases')
  }
  return keys.resolve(target, caller)
}

function createAlias(key: FakeKey, { input, keys, caller, now }: OperationScope) {
  const name = input.required('AliasName')
  if (!/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(name)) {
    throw new FakeError('InvalidAliasNameException', `Alias ${name} is not a valid alias name`)
  }
  refuseReserved(name)
  if (keys.alias(name, caller) !== undefined) {
    const arn = arnOfAlias({ ...caller, name })
    throw new FakeError('AlreadyExistsException', `An alias with the name ${arn} already exists`)
  }
  refuseMany(key, { keys, caller })
  const { account, region } = caller
  keys.addAlias({ name, account, region, targetKeyId: key.id, createdAt: now, updatedAt: now })
  return {}
}

/** An alias goes from one key to another of the same kind and usage, in its account and Region. */
function updateAlias(key: FakeKey, scope: OperationScope) {
  const alias = aliasOf(scope)
  const before = scope.keys.keyAt(alias.targetKeyId ?? '', scope.caller)
  if (before !== undefined && kind(before) !== kind(key)) {
    throw new FakeError(
      'ValidationException',
      `Alias ${alias.name} cannot be changed from a key with usage ${before.usage} and spec ${before.spec} to one with usage ${key.usage} and spec ${key.spec}.`,
    )
  }
  if (before !== key) refuseMany(key, scope)
  alias.targetKeyId = key.id
  alias.updatedAt = scope.now
  return {}
}

function kind({ spec, usage }: FakeKey): string {
  return `${spec === 'SYMMETRIC_DEFAULT' ? 'symmetric' : 'other'} ${usage}`
}

function aliasOf({ input, keys, caller }: OperationScope): FakeAlias {
  const name = input.required('AliasName')
  refuseReserved(name)
  const alias = keys.alias(name, caller)
  if (alias !== undefined) return alias
  throw new FakeError('NotFoundException', `Alias ${arnOfAlias({ ...caller, name })} is not found.`)
}

function refuseReserved(name: string): void {
  if (name.startsWith('alias/aws/')) {
    throw new FakeError('InvalidAliasNameException', `Alias ${name} is reserved for keys that AWS manages`)
  }
}

function refuseMany(key: FakeKey, { keys, caller }: Pick<OperationScope, 'keys' | 'caller'>): void {
  if (keys.aliasesOf(caller).filter(({ targetKeyId }) => targetKeyId === key.id).length < mostAliases) return
  throw new FakeError('LimitExceededException', `${key.arn} has ${mostAliases} aliases already.`)
}
