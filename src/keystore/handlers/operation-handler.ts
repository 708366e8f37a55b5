import type { z } from 'zod'
import {
  keystoreOperations,
  type KeystoreOperation,
  type KeystoreOperations,
  type KeystoreOutput,
} from '../protocol.ts'

/** A value to post, and what is left to wipe once it was posted. */
export interface Answer<Value = unknown> {
  readonly value: Value
  readonly wipe?: () => void
}

/** An input as its schema has checked it. */
export type CheckedOperation<Op extends KeystoreOperation> = z.output<KeystoreOperations[Op]['in']>

/** What some operations do: an input that its schema passed, to an answer. */
export type OperationHandlers<Names extends KeystoreOperation> = {
  readonly [Op in Names]: (input: CheckedOperation<Op>) => Promise<Answer<KeystoreOutput<Op>>>
}

/** Checks an input by the operation's schema; undefined = malformed, and nothing was done. */
export type Handler = (input: unknown) => (() => Promise<Answer>) | undefined

/** The handler of each operation. None sees an input that its schema did not pass. */
export function checkedHandlers(
  handlers: OperationHandlers<KeystoreOperation>,
): Readonly<Record<KeystoreOperation, Handler>> {
  const checked = (Object.keys(handlers) as KeystoreOperation[]).map((name) => [
    name,
    (input: unknown) => {
      const parsed = keystoreOperations[name].in.safeParse(input)
      const run = handlers[name] as (checkedInput: unknown) => Promise<Answer>
      return parsed.success ? () => run(parsed.data) : undefined
    },
  ])
  return Object.fromEntries(checked) as Readonly<Record<KeystoreOperation, Handler>>
}
