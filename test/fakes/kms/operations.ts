import { randomBytes } from 'node:crypto'
import { keyIdOfBlob, openBlob, sealBlob } from './ciphertext-blob.ts'
import { FakeError } from './fake-error.ts'
import { keyMetadata, newFakeKey, type FakeKey } from './fake-key.ts'
import { arnOfAlias, type Caller, type FakeKeys } from './fake-keys.ts'
import type { Input } from './input.ts'
import { requireState, type OperationOnKey } from './key-states.ts'
import { pageOf } from './paging.ts'

export interface OperationScope {
  readonly input: Input
  readonly caller: Caller
  readonly keys: FakeKeys
  readonly now: Date
}

export type Answer = Readonly<Record<string, unknown>>

/** An operation on one key: who may do it and in which state it may be done is checked before `run`. */
interface KeyOperation {
  readonly keyFrom: (scope: OperationScope) => FakeKey
  /** True where accounts that the key is shared with may do it too. */
  readonly crossAccount: boolean
  readonly run: (key: FakeKey, scope: OperationScope) => Answer
}

const day = 24 * 3600_000

const keyOperations: { readonly [Name in OperationOnKey]?: KeyOperation } = {
  DescribeKey: {
    keyFrom: namedKey,
    crossAccount: true,
    run: (key) => ({ KeyMetadata: keyMetadata(key) }),
  },
  GenerateDataKey: { keyFrom: namedKey, crossAccount: true, run: generateDataKey },
  Encrypt: { keyFrom: namedKey, crossAccount: true, run: encrypt },
  Decrypt: { keyFrom: keyToDecrypt, crossAccount: true, run: decrypt },
  EnableKey: { keyFrom: namedKey, crossAccount: false, run: (key) => setState(key, 'Enabled') },
  DisableKey: { keyFrom: namedKey, crossAccount: false, run: (key) => setState(key, 'Disabled') },
  ScheduleKeyDeletion: { keyFrom: namedKey, crossAccount: false, run: scheduleDeletion },
  CancelKeyDeletion: {
    keyFrom: namedKey,
    crossAccount: false,
    run: (key) => {
      key.deletionDate = null
      return { ...setState(key, 'Disabled'), KeyId: key.arn }
    },
  },
  CreateAlias: {
    keyFrom: ({ input, keys, caller }) => keys.resolve(input.required('TargetKeyId'), caller),
    crossAccount: false,
    run: createAlias,
  },
}

const otherOperations: Readonly<Record<string, (scope: OperationScope) => Answer>> = {
  ListKeys: ({ input, caller, keys }) => {
    const page = pageOf(keys.keysOf(caller), input, { byDefault: 100, most: 1000 })
    return { Keys: page.items.map((key) => ({ KeyId: key.id, KeyArn: key.arn })), ...page.rest }
  },
  ListAliases: listAliases,
  CreateKey: ({ input, caller, keys, now }) => {
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
  },
}

/** The key that a request is about, before anything is checked; null where it names none or none that exists. */
export function keyOfRequest(operation: string, scope: OperationScope): FakeKey | null {
  try {
    return keyOperation(operation)?.keyFrom(scope) ?? null
  } catch {
    return null
  }
}

/** Runs one operation. Throws FakeError, UnknownOperationException included. */
export function runOperation(operation: string, scope: OperationScope): Answer {
  const onKey = keyOperation(operation)
  if (onKey !== undefined) {
    const key = onKey.keyFrom(scope)
    const own = key.account === scope.caller.account
    const shared = onKey.crossAccount && key.sharedWith.has(scope.caller.account)
    if (!own && !shared) throw accessDenied(operation, scope.caller, key.arn)
    requireState(operation as OperationOnKey, key)
    return onKey.run(key, scope)
  }
  const other = Object.hasOwn(otherOperations, operation) ? otherOperations[operation] : undefined
  if (other === undefined) throw new FakeError('UnknownOperationException')
  return other(scope)
}

/** The refusal in the words of IAM. */
export function accessDenied(operation: string, caller: Caller, keyArn: string | null): FakeError {
  const on = keyArn === null ? '*' : keyArn
  return new FakeError(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: kms:${operation} on resource: ${on} because no identity-based policy allows the kms:${operation} action`,
  )
}

function keyOperation(operation: string): KeyOperation | undefined {
  return Object.hasOwn(keyOperations, operation) ? keyOperations[operation as OperationOnKey] : undefined
}

function namedKey({ input, keys, caller }: OperationScope): FakeKey {
  return keys.resolve(input.required('KeyId'), caller)
}

/** The key that the request names must be the one that the blob names; a blob alone is looked up in the caller's Region. */
function keyToDecrypt({ input, keys, caller }: OperationScope): FakeKey {
  const inBlob = keyIdOfBlob(input.blob('CiphertextBlob', { most: 6144 }))
  const asked = input.text('KeyId')
  const key = asked === undefined ? null : keys.resolve(asked, caller)
  if (inBlob === null) {
    if (key !== null) requireState('Decrypt', key)
    throw new FakeError('InvalidCiphertextException')
  }
  if (key === null) return keys.resolve(inBlob, caller)
  if (key.id !== inBlob) throw new FakeError('IncorrectKeyException')
  return key
}

function requireEncryptionKey(key: FakeKey, operation: string): void {
  if (key.spec === 'SYMMETRIC_DEFAULT' && key.usage === 'ENCRYPT_DECRYPT') return
  throw new FakeError(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.usage} and its spec ${key.spec}, which is not valid for ${operation}.`,
  )
}

function generateDataKey(key: FakeKey, { input }: OperationScope): Answer {
  requireEncryptionKey(key, 'GenerateDataKey')
  const bytes = input.integer('NumberOfBytes', { least: 1, most: 1024 })
  const spec = input.text('KeySpec')
  if ((bytes === undefined) === (spec === undefined)) {
    throw new FakeError('ValidationException', 'Please specify either number of bytes or key spec.')
  }
  const plaintext = randomBytes(bytes ?? (spec === 'AES_128' ? 16 : 32))
  return {
    CiphertextBlob: base64(sealBlob(key, plaintext, input.context())),
    Plaintext: base64(plaintext),
    KeyId: key.arn,
    KeyMaterialId: key.materials.at(-1)?.id,
  }
}

function encrypt(key: FakeKey, { input }: OperationScope): Answer {
  requireEncryptionKey(key, 'Encrypt')
  const plaintext = input.blob('Plaintext', { most: 4096 })
  return {
    CiphertextBlob: base64(sealBlob(key, plaintext, input.context())),
    KeyId: key.arn,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }
}

function decrypt(key: FakeKey, { input }: OperationScope): Answer {
  requireEncryptionKey(key, 'Decrypt')
  const opened = openBlob(key, input.blob('CiphertextBlob', { most: 6144 }), input.context())
  if (opened === null) throw new FakeError('InvalidCiphertextException')
  return {
    Plaintext: base64(opened.plaintext),
    KeyId: key.arn,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    KeyMaterialId: opened.materialId,
  }
}

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

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
