import type { Problem } from './model/problem.ts'
import { isVaultError } from './vault-error.ts'

/** A failure as the page may know it. What is not ours could hold anything and becomes INTERNAL. */
export function problemOf(error: unknown): Problem {
  if (!isVaultError(error)) {
    return { code: 'INTERNAL', message: 'something inside Keyhold failed that should not have', facts: {} }
  }
  return { code: error.code, message: error.message.slice(0, 2000), facts: { ...error.facts } }
}
