import { expect, it } from 'vitest'
import { deniedProblem } from '../../../../src/renderer/src/data/denied-problem.ts'
import { administratorText } from '../../../../src/renderer/src/words/admin-text.ts'
import { arnOf, kmsRow } from '../../../support/kms-rows.ts'

it('gives the administrator the exact action, the key, and who asked, though nothing was tried', () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/Operators/mira.lind'
  const problem = deniedProblem('kms:PutKeyPolicy', kmsRow('a'), [
    { id: 'c', name: 'production', identity: { account: '111122223333', arn } },
  ])
  const text = administratorText(problem, '2026-11-23T10:00:00.000Z')
  expect(text).toContain('"Action": ["kms:PutKeyPolicy"]')
  expect(text).toContain('"AWS": "arn:aws:iam::111122223333:role/Operators"')
  expect(text).toContain(arnOf('a'))
  expect(text).toContain(arn)
})

it('leaves open who it is where STS did not say', () => {
  const problem = deniedProblem('kms:Sign', kmsRow('a'), [])
  expect(administratorText(problem, '2026-11-23T10:00:00.000Z')).toContain('ARN of the user or role')
})
