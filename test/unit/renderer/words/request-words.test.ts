import { expect, it } from 'vitest'
import { requestWords } from '../../../../src/renderer/src/words/errors/request-words.ts'

const reasons = [
  'typedName',
  'aliasName',
  'aliasTarget',
  'newKey',
  'tagName',
  'base64',
  'contextOfKeyPair',
  'otherRegion',
  'generatePair',
  'validTo',
  'validToLate',
  'policyTooLong',
]

it.each(reasons)('what is wrong with %s is said, and what to do', (reason) => {
  for (const facts of [{ reason }, { reason, alias: 'a b', name: 'aws:x', limit: 32_768 }]) {
    const { title, why, next } = requestWords(facts)
    expect(title).not.toMatch(/its own request|[.!]$/)
    expect(why).toMatch(/^[A-Z].*\.$/)
    expect(next).toMatch(/^[A-Z].*\.$/)
    expect(`${title} ${why} ${next}`).not.toMatch(/undefined|NaN|decrypt\b/i)
  }
})

it('any other request is a mistake of Keyhold’s own', () => {
  for (const reason of ['', 'toString', 'else']) {
    expect(requestWords({ reason }).title).toBe('Keyhold refused its own request')
  }
})
