import type { CallName, PathCallName } from '../../../shared/call-names.ts'
import type { CallInput, CallOutput, CallResult } from '../../../shared/contract.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'

type PageCall = Exclude<CallName, PathCallName>

/** The value of an answered call. Throws the call's problem as a VaultError, so that queries and forms can catch it. */
export function valueOf<Name extends CallName>(result: CallResult<Name>): CallOutput<Name> {
  if (result.ok) return result.value
  const { code, message, facts } = result.problem
  throw new VaultError(code, message, { facts })
}

/** Calls the main process. Throws VaultError; a call that never arrived (the preload is gone) is INTERNAL. */
export async function call<Name extends PageCall>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  return valueOf<Name>(await window.keyhold.call[name](input))
}

/** Hands dropped files to the preload, which turns them into paths. Throws VaultError. */
export async function planDropped(
  files: readonly File[],
  options: CallInput<'plan.fromPaths'>['options'],
): Promise<CallOutput<'plan.fromPaths'>> {
  return valueOf<'plan.fromPaths'>(await window.keyhold.planDropped(files, options))
}

/** Hands one dropped file to the preload to be looked at without any key. Throws VaultError. */
export const inspectDropped = async (file: File): Promise<CallOutput<'inspect.fromPath'>> =>
  valueOf<'inspect.fromPath'>(await window.keyhold.inspectDropped(file))

/** Any thrown value as a problem with words: a VaultError keeps its code, anything else is INTERNAL. */
export function problemOf(error: unknown): Problem {
  if (isVaultError(error)) return { code: error.code, message: error.message, facts: { ...error.facts } }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), facts: {} }
}
