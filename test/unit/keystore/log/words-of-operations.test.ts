import { expect, it } from 'vitest'
import { logRules } from '../../../../src/keystore/log/log-rules.ts'
import { whatWords } from '../../../../src/renderer/src/words/activity-whats.ts'

it('every operation that is logged has words on the page', () => {
  const whats = Object.values(logRules).flatMap((rule) => (rule === null ? [] : [rule.what]))
  expect(whats.filter((what) => whatWords[what] === undefined)).toEqual([])
})
