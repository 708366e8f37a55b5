import type { Problem } from '../../shared/model/problem.ts'
import { problemOf as unshortened } from '../../shared/problem-of.ts'

const longestFact = 2048

/**
 * An error as it crosses to the page: a code of the closed set, its sentence and facts with the home folder shortened.
 * Causes and stacks never cross (SECURITY.md point 19).
 */
export function problemOf(error: unknown, homeFolder: string): Problem {
  const { code, message, facts } = unshortened(error)
  const shorten = (text: string) => (homeFolder.length > 1 ? text.replaceAll(homeFolder, '~') : text)
  return { code, message: shorten(message), facts: shortenFacts(facts, shorten) }
}

function shortenFacts(facts: Problem['facts'], shorten: (text: string) => string): Problem['facts'] {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? shorten(value).slice(0, longestFact) : value,
  ])
  return Object.fromEntries(entries)
}
