import type { CallName, PathCallName } from '../../../../src/shared/call-names.ts'
import type { CallInput, CallOutput } from '../../../../src/shared/contract.ts'

/** What the double answers each call with, at once. */
export type Answers = {
  readonly [Name in Exclude<CallName, PathCallName>]: (input: CallInput<Name>) => CallOutput<Name>
}

/** The answers of some groups: `AnswersOf<'key'>` are those of all calls whose name begins with `key.`. */
export type AnswersOf<Group extends string> = Pick<Answers, Extract<keyof Answers, `${Group}.${string}`>>
