import { FakeError } from '../fake-error.ts'
import { keyMetadata, type FakeKey } from '../fake-key.ts'
import { arnOfAlias } from '../fake-keys.ts'
import { namedKey, type Answer, type KeyOperation, type OperationScope } from './operation.ts'

const day = 24 * 3600_000

/** What shows or changes one key. */
export const manageOperations = {
  DescribeKey: {
    keyFrom: namedKey,
    crossAccount: true,
    run: (key) => ({ KeyMetadata: keyMetadata(key) }),
  },
  EnableKey: { keyFrom: namedKey, crossAccount: false, run: (key) => setState(key, 'Enabled') },
  DisableKey: { keyFrom: namedKey, crossAccount: false, run: (key) => setState(key, 'Disabled') },
  ScheduleKeyDeletion: { keyFrom: namedKey, crossAccount: false, run: scheduleDeletion },
  CancelKeyDeletion: { keyFrom: namedKey, crossAccount: false, run: cancelDeletion },
  CreateAlias: {
    keyFrom: ({ input, keys, caller }) => keys.resolve(input.required('TargetKeyId'), caller),
    crossAccount: false,
    run: createAlias,
  },
} as const satisfies Record<string, KeyOperation>

function setState(key: FakeKey, state: FakeKey['state']): Answer {
  key.state = state
  return {}
}

function scheduleDeletion(key: FakeKey, { input, now }: OperationScope): Answer {
  const days = input.integer('PendingWindowInDays', { least: 7, most: 30 }) ?? 30
  key.deletionDate = new Date(now.getTime() + days * day)
  key.state = 'PendingDeletion'
  return {
    KeyId: key.arn,
    DeletionDate: key.deletionDate.getTime() / 1000,
    KeyState: key.state,
    PendingWindowInDays: days,
  }
}

function createAlias(key: FakeKey, { input, keys, caller }: OperationScope): Answer {
  const name = input.required('AliasName')
  if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(name) || name.startsWith('alias/aws/')) {
    throw new FakeError('InvalidAliasNameException', `Alias ${name} is not a valid alias name`)
  }
  const alias = { name, account: caller.account, region: caller.region, targetKeyId: key.id }
  if (keys.aliasesOf(caller).some((other) => other.name === name)) {
    const arn = arnOfAlias(alias)
    throw new FakeError('AlreadyExistsException', `An alias with the name ${arn} already exists`)
  }
  keys.addAlias(alias)
  return {}
}

/** The key is disabled afterwards: recovery takes two steps. KMS.md section 3. */
function cancelDeletion(key: FakeKey): Answer {
  key.deletionDate = null
  key.state = 'Disabled'
  return { KeyId: key.arn }
}
