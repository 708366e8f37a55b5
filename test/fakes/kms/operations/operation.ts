import { FakeError } from '../fake-error.ts'
import type { CustomKeyStores } from '../custom-key-stores.ts'
import type { FakeKey } from '../fake-key.ts'
import type { Caller, FakeKeys } from '../fake-keys.ts'
import type { ImportTokens } from '../import-tokens.ts'
import type { Input } from '../input.ts'

/** One request, its signature already checked. */
export interface OperationScope {
  readonly input: Input
  readonly caller: Caller
  readonly keys: FakeKeys
  readonly stores: CustomKeyStores
  readonly tokens: ImportTokens
  readonly now: Date
}

export type Answer = Readonly<Record<string, unknown>>

export type Operation = (scope: OperationScope) => Answer

/** An operation on one key: who may do it and in which state it may be done is checked before `run`. */
export interface FakeKeyOperation {
  readonly keyFrom: (scope: OperationScope) => FakeKey
  /** True where accounts that the key is shared with may do it too. */
  readonly crossAccount?: true
  /** True where a key that AWS manages answers it. */
  readonly readsOnly?: true
  /** What a grant calls it, where that is not the operation's own name. */
  readonly grantName?: string
  /** Uses the key's material: it is its last usage, and DryRun may ask for it. It changes nothing. */
  readonly usesMaterial?: true
  readonly run: (key: FakeKey, scope: OperationScope) => Answer
}

/** The key that `KeyId` names. */
export function namedKey({ input, keys, caller }: OperationScope): FakeKey {
  return keys.resolve(input.required('KeyId'), caller)
}

/** Ends an operation that would change something, where it is only tried. */
export function endDryRun({ input }: OperationScope): void {
  if (input.flag('DryRun')) throw new FakeError('DryRunOperationException')
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function wrongUsage(key: FakeKey, operation: string): FakeError {
  return new FakeError(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.usage} and its spec ${key.spec}, which is not valid for ${operation}.`,
  )
}

export function unsupported(key: FakeKey, says: string): FakeError {
  return new FakeError('UnsupportedOperationException', `${key.arn} ${says}`)
}
