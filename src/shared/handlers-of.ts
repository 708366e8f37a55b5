import type { z } from 'zod'
import type { CallName } from './call-names.ts'
import type { CallOutput, Contract } from './contract.ts'
import type { AwsKeyRef, KeyRef, LocalKeyRef } from './model/key.ts'

/** What a handler is given: the input as its schema has checked it. */
export type CheckedInput<Name extends CallName> = z.output<Contract[Name]['in']>

/** One handler for every call of the contract: one that is missing, or answers with something else, does not compile. */
export type CallHandlers = {
  readonly [Name in CallName]: (input: CheckedInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>
}

/** The handlers of some groups of calls: `HandlersOf<'jobs'>` are all whose name begins with `jobs.`. */
export type HandlersOf<Group extends string> = Pick<CallHandlers, Extract<CallName, `${Group}.${string}`>>

/** Calls that only keys of this computer have, and those that only keys of AWS KMS have. */
type OnlyLocal =
  'key.rules' | 'manage.createLocal' | 'manage.setRules' | 'manage.importParameters' | 'manage.deleteKey'
type OnlyAws = 'key.readPolicy' | 'key.draftPolicy' | 'manage.create'

/** An input whose keys are of one service. */
type WithRef<Input, Ref> = Input extends { ref: KeyRef }
  ? Omit<Input, 'ref' | 'to'> & { ref: Ref } & (Input extends { to: KeyRef } ? { to: Ref } : unknown)
  : Input

type GroupName<Group extends string> = Extract<CallName, `${Group}.${string}`>
type KeyHandlers<Name extends CallName, Ref> = {
  readonly [Each in Name]: (
    input: WithRef<CheckedInput<Each>, Ref>,
  ) => CallOutput<Each> | Promise<CallOutput<Each>>
}

/** The handlers of a group for keys of AWS KMS, and for keys of this computer. */
export type AwsHandlersOf<Group extends string> = KeyHandlers<Exclude<GroupName<Group>, OnlyLocal>, AwsKeyRef>
export type LocalHandlersOf<Group extends string> = KeyHandlers<
  Exclude<GroupName<Group>, OnlyAws>,
  LocalKeyRef
>
