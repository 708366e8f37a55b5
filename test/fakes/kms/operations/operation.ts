import type { FakeKey } from '../fake-key.ts'
import type { Caller, FakeKeys } from '../fake-keys.ts'
import type { Input } from '../input.ts'

/** One request, its signature already checked. */
export interface OperationScope {
  readonly input: Input
  readonly caller: Caller
  readonly keys: FakeKeys
  readonly now: Date
}

export type Answer = Readonly<Record<string, unknown>>

export type Operation = (scope: OperationScope) => Answer

/** An operation on one key: who may do it and in which state it may be done is checked before `run`. */
export interface KeyOperation {
  readonly keyFrom: (scope: OperationScope) => FakeKey
  /** True where accounts that the key is shared with may do it too. */
  readonly crossAccount: boolean
  readonly run: (key: FakeKey, scope: OperationScope) => Answer
}

/** The key that `KeyId` names. */
export function namedKey({ input, keys, caller }: OperationScope): FakeKey {
  return keys.resolve(input.required('KeyId'), caller)
}
