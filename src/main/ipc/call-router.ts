import type { IpcMain } from 'electron'
import { callChannel, callNames, type CallName } from '../../shared/call-names.ts'
import { contract, type CallResult } from '../../shared/contract.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { CallHandlers } from '../../shared/handlers-of.ts'
import { isPlainData } from './plain-data.ts'
import { problemOf } from './problem-of.ts'
import type { CallSender } from './sender-check.ts'

export interface CallRouterOptions {
  readonly handlers: CallHandlers
  readonly isOurPage: (event: CallSender) => boolean
  readonly homeFolder: string
  /** Called once for each kind of refusal, with words that hold nothing of what was sent. */
  readonly report: (line: string) => void
}

type Answer = CallResult<CallName>
type AnyHandler = (input: unknown) => unknown

const knownNames: ReadonlySet<unknown> = new Set(callNames)
const isCallName = (name: unknown): name is CallName => knownNames.has(name)

/**
 * Answers one call: sender, arity, name, plain data, schema, handler, schema of the answer. Nothing that fails before
 * the handler ever reaches it, and whatever happens the page gets a CallResult, never a rejection.
 */
export function createCallRouter(
  options: CallRouterOptions,
): (event: CallSender, ...args: readonly unknown[]) => Promise<Answer> {
  const reported = new Set<string>()

  function refuse(reason: string): Answer {
    if (!reported.has(reason)) options.report(`refused a call: ${reason}`)
    reported.add(reason)
    return failed(new VaultError('INVALID_REQUEST', `the page asked for something it may not: ${reason}`))
  }

  const failed = (error: unknown): Answer => ({ ok: false, problem: problemOf(error, options.homeFolder) })

  return async (event, ...args) => {
    if (!options.isOurPage(event)) return refuse('not from our page')
    const [name, input] = args
    if (args.length !== 2) return refuse('wrong number of arguments')
    if (!isCallName(name)) return refuse('unknown call')
    if (!isPlainData(input)) return refuse(`${name}: not plain data`)
    const checked = contract[name].in.safeParse(input)
    if (!checked.success) return refuse(`${name}: malformed input`)
    try {
      const value = await (options.handlers[name] as AnyHandler)(checked.data)
      return answer(name, value)
    } catch (error) {
      return failed(error)
    }
  }

  function answer(name: CallName, value: unknown): Answer {
    const checked = contract[name].out.safeParse(value)
    if (checked.success) return { ok: true, value: checked.data } as Answer
    options.report(`the answer of ${name} is not what the contract says`)
    return failed(undefined)
  }
}

/** Puts the router behind the one channel there is (SECURITY.md point 16). */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, options: CallRouterOptions): void {
  ipcMain.handle(callChannel, createCallRouter(options))
}
