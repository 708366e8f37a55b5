import type { CallName, PathCallName } from './call-names.ts'
import type { CallInput, CallResult, KeyholdEvent } from './contract.ts'

/** Calls by name, with `.` in a name written as a method of a group: `window.keyhold.call['keys.list']({})`. */
export type PageCalls = {
  readonly [Name in Exclude<CallName, PathCallName>]: (input: CallInput<Name>) => Promise<CallResult<Name>>
}

/**
 * What the preload puts on `window.keyhold`, frozen. Dropped files go in as File objects and become paths inside the
 * preload; the page has no call that takes a path.
 */
export interface PageApi {
  readonly call: PageCalls
  readonly planDropped: (
    files: readonly File[],
    options: CallInput<'plan.fromPaths'>['options'],
  ) => Promise<CallResult<'plan.fromPaths'>>
  /** Looks at one dropped file without any key. */
  readonly inspectDropped: (file: File) => Promise<CallResult<'inspect.fromPath'>>
  /** Subscribes to the event stream; the returned function ends the subscription. */
  readonly onEvent: (listener: (event: KeyholdEvent) => void) => () => void
}
