import type { Page } from '@playwright/test'
import type { CallInput, CallOutput, CallResult } from '../../../src/shared/contract.ts'
import type { CallName, PathCallName } from '../../../src/shared/call-names.ts'

type PageCallName = Exclude<CallName, PathCallName>

/** Calls the main process as the page does, through `window.keyhold`. Throws for a problem. */
export async function callApp<Name extends PageCallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const source = `window.keyhold.call[${JSON.stringify(name)}](${JSON.stringify(input)})`
  const result = await page.evaluate<CallResult<Name>>(source)
  if (!result.ok) throw new Error(`${name}: ${result.problem.code}: ${result.problem.message}`)
  return result.value
}
