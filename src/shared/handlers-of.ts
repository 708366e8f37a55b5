import type { z } from 'zod'
import type { CallName } from './call-names.ts'
import type { CallOutput, Contract } from './contract.ts'

/** What a handler is given: the input as its schema has checked it. */
export type CheckedInput<Name extends CallName> = z.output<Contract[Name]['in']>

/** One handler for every call of the contract: one that is missing, or answers with something else, does not compile. */
export type CallHandlers = {
  readonly [Name in CallName]: (input: CheckedInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>
}

/** The handlers of some groups of calls: `HandlersOf<'jobs'>` are all whose name begins with `jobs.`. */
export type HandlersOf<Group extends string> = Pick<CallHandlers, Extract<CallName, `${Group}.${string}`>>
