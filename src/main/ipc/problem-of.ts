import type { Problem } from '../../shared/model/problem.ts'
import { isVaultError, type VaultErrorFacts } from '../../shared/vault-error.ts'

const longestMessage = 2000
const longestFact = 2048

/**
 * An error as the page may know it: a code of the closed set, its sentence and facts with the home folder shortened. An
 * error that is not ours becomes INTERNAL without its text, which could hold anything; causes and stacks never cross
 * (SECURITY.md point 19).
 */
export function problemOf(error: unknown, homeFolder: string): Problem {
  if (!isVaultError(error)) {
    return { code: 'INTERNAL', message: 'something inside Keyhold failed that should not have', facts: {} }
  }
  const shorten = (text: string) => (homeFolder.length > 1 ? text.replaceAll(homeFolder, '~') : text)
  return {
    code: error.code,
    message: shorten(error.message).slice(0, longestMessage),
    facts: shortenFacts(error.facts, shorten),
  }
}

function shortenFacts(facts: VaultErrorFacts, shorten: (text: string) => string): Problem['facts'] {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? shorten(value).slice(0, longestFact) : value,
  ])
  return Object.fromEntries(entries)
}
