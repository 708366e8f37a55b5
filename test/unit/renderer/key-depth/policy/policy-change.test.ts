import { expect, test } from 'vitest'
import { policyChange } from '../../../../../src/renderer/src/key-depth/policy/policy-change.ts'
import type { KeyPolicy, PolicyStatement } from '../../../../../src/shared/model/key-page.ts'

const statement = (name: string, change: Partial<PolicyStatement> = {}): PolicyStatement => ({
  sid: null,
  allows: true,
  principals: [{ kind: 'role', id: `arn:aws:iam::111122223333:role/${name}`, ownAccount: true }],
  negatedPrincipal: false,
  may: ['use'],
  actions: [],
  conditions: [],
  services: [],
  lines: { first: 1, last: 1 },
  ...change,
})

const policy = (...statements: PolicyStatement[]): KeyPolicy => ({
  document: '{}',
  statements,
  iamDecides: true,
  mayChangePolicy: [],
})

const told = (before: KeyPolicy, after: KeyPolicy) =>
  policyChange(before, after).map(({ principal, gains, loses }) => [
    principal.id.split('/').at(-1),
    gains,
    loses,
  ])

test('who is named anew gains, who is not named any more loses', () => {
  expect(told(policy(statement('Old')), policy(statement('New')))).toEqual([
    ['Old', [], ['use']],
    ['New', ['use'], []],
  ])
})

test('rights of several statements count together', () => {
  const before = policy(statement('Ops'), statement('Ops', { may: ['read'] }))
  const after = policy(statement('Ops', { may: ['read', 'use', 'delete'] }))
  expect(told(before, after)).toEqual([['Ops', ['delete'], []]])
})

test('a statement that only moved changes nothing', () => {
  const a = statement('A')
  const b = statement('B')
  expect(policyChange(policy(a, b), policy(b, a))).toEqual([])
})

test('denials and statements for everybody but somebody are not weighed', () => {
  const denied = statement('Ops', { allows: false })
  const others = statement('Ops', { negatedPrincipal: true })
  expect(policyChange(policy(), policy(denied, others))).toEqual([])
})
